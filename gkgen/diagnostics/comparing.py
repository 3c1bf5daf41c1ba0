"""Findings about what is to be compared: revisions in Git, finished files that somebody may have edited."""

from gkgen.diagnostics.kinds import Kind, Severity, Status

_E = Severity.ERROR

KINDS = (
    Kind(
        "G01",
        _E,
        "Git 里没有“{revision}”这个版本，也没有这个文件",
        "'{revision}' is neither a revision in Git nor a file",
        "版本写作 HEAD~1、分支名、标签或提交号，用 git log 看有哪些；文件名请再核对",
        "write HEAD~1, a branch, a tag or a commit, as git log lists them; or check the name of the file",
        Status.USAGE,
    ),
    Kind(
        "G02",
        _E,
        "Git 的 {revision} 里没有这个文件",
        "the revision {revision} does not hold this file",
        "若改过名，写明当时的名称，例如 HEAD~1:旧名.yaml",
        "if it was renamed, say what it was called: HEAD~1:old.yaml",
        Status.USAGE,
    ),
    Kind(
        "G03",
        _E,
        "不在 Git 的工作区里，没有以前的版本可比",
        "is in no work tree of Git, so it has no earlier revision",
        "比较两个文件请写两个文件名；要留存各个版本，先运行 git init",
        "name two files to compare them; git init begins to keep revisions",
        Status.USAGE,
    ),
    Kind(
        "G04",
        _E,
        "这台电脑没有安装 Git",
        "Git is not installed on this machine",
        "安装 Git，或者写出两个文件名来比较",
        "install Git, or name two files to compare",
        Status.ENVIRONMENT,
    ),
    Kind(
        "G05",
        _E,
        "Git 出错：{reason}",
        "Git reports: {reason}",
        "在这个文件夹里运行 git status 看看",
        "run git status in this folder",
        Status.ENVIRONMENT,
    ),
    Kind(
        "G10",
        _E,
        "不能读取：{reason}",
        "cannot be read: {reason}",
        "检查是不是完好的 Word、PDF 或网页文件",
        "check that it is an intact Word, PDF or HTML file",
    ),
    Kind(
        "G12",
        _E,
        "不是年度报告的文件，里面没有一项是年度报告的内容",
        "is no office file: nothing in it is of an annual report",
        "检查文件名",
        "check the name of the file",
    ),
)
