"""Findings about what is written: places, permissions, and outputs that do not match the model."""

from gkgen.diagnostics.kinds import Kind, Severity, Status

_E = Severity.ERROR

KINDS = (
    Kind(
        "O01",
        _E,
        "和 {other} 的输出同名（{name}），不能都写",
        "it would be written under the same name as {other} ({name})",
        "改文件名，或者用 --name 另取名字",
        "rename the file, or choose names with --name",
    ),
    Kind(
        "O02",
        _E,
        "不能写 {name}：{reason}",
        "cannot write {name}: {reason}",
        "若正在 Word 或 WPS 里打开，请先关闭；再看文件夹是否允许写入",
        "close it in Word or WPS; check the permissions of the folder",
        Status.ENVIRONMENT,
    ),
    Kind(
        "O03",
        _E,
        "不能读取：{reason}",
        "cannot be read: {reason}",
        "检查文件是否存在、是否有权读取",
        "check that it exists and may be read",
        Status.ENVIRONMENT,
    ),
    Kind(
        "O04",
        _E,
        "gkgen 自身出错：{reason}",
        "fault in gkgen: {reason}",
        "请把 {log} 交给维护者",
        "please send {log} to the maintainers",
        Status.FAULT,
    ),
    Kind(
        "O04.killed",
        _E,
        "生成这份报告的进程被中止：{reason}",
        "the process that built this office was killed: {reason}",
        "内存可能不够；用 -j 1 再试",
        "memory may be short; try -j 1",
        Status.FAULT,
    ),
    Kind(
        "O05",
        _E,
        "写不出 {format}：{reason}",
        "cannot make {format}: {reason}",
        "按 README 安装所需的库",
        "install the libraries named in the README",
        Status.ENVIRONMENT,
    ),
    Kind(
        "O06",
        _E,
        "文件已经存在，没有改动它",
        "the file is there already and was left alone",
        "换一个文件名",
        "choose another name",
        Status.USAGE,
    ),
    Kind(
        "T01",
        _E,
        "模板不可用：{reason}",
        "a template cannot be used: {reason}",
        "检查 --templates 文件夹，或者用 gkgen template check 检查",
        "check the --templates folder, or run gkgen template check",
        Status.ENVIRONMENT,
    ),
    Kind(
        "V01",
        _E,
        "Word 里的内容和数据不符：{where} 应当是“{expected}”，实际是“{found}”",
        "the Word file does not match the data: {where} should be '{expected}' but is '{found}'",
        "检查 Word 模板；没有写出文件",
        "check the Word template; nothing was written",
        Status.MISMATCH,
    ),
)
