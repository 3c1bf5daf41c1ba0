@echo off
rem Files dropped on this are checked, built or imported; in a command window it is gkgen.
setlocal EnableExtensions EnableDelayedExpansion
rem Explorer leaves a path with & and no blank unquoted. gkgen_start reads it here.
set "GKGEN_STARTED=!cmdcmdline!"
setlocal DisableDelayedExpansion
chcp 65001 >nul 2>nul
set "FONTCONFIG_FILE=%~dp0fonts\fonts.conf"
set "FONTCONFIG_PATH="
set "WEASYPRINT_DLL_DIRECTORIES="
if not defined LOCALAPPDATA if defined TEMP set "LOCALAPPDATA=%TEMP%"
if not exist "%~dp0python\python.exe" goto incomplete
if not exist "%~dp0app\gkgen_start.pyc" goto incomplete
"%~dp0python\python.exe" -X utf8 -m gkgen_start %*
set "GKGEN_STATUS=%errorlevel%"
rem The rest of a path behind & would be run as a command if this did not end here.
if "%GKGEN_STATUS%"=="100" exit 0
exit /b %GKGEN_STATUS%

:incomplete
echo gkgen: this folder is not complete. Unzip the whole zip file first
echo (right click, Extract All / quan bu jie ya suo), then start gkgen.bat there.
pause
exit /b 3
