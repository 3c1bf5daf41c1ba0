"""Errors of the operating system in the language of the user; the system itself reports them in English."""

import errno

from gkgen.diagnostics.diagnostic import Term

_WORDS = {
    errno.ENOENT: Term("找不到文件", "no such file"),
    errno.EACCES: Term("没有权限，或者正在别的程序里打开", "no permission, or open in another program"),
    errno.EPERM: Term("没有权限，或者正在别的程序里打开", "no permission, or open in another program"),
    errno.EBUSY: Term("正在别的程序里打开", "open in another program"),
    errno.EISDIR: Term("是文件夹，不是文件", "it is a folder, not a file"),
    errno.ENXIO: Term("是设备或管道，不是文件", "it is a device or a pipe, not a file"),
    errno.ENOTDIR: Term("路径里有一段不是文件夹", "a part of the path is not a folder"),
    errno.EEXIST: Term("已经有同名的文件", "there is one of that name"),
    errno.ENOSPC: Term("磁盘已满", "the disk is full"),
    errno.EROFS: Term("磁盘只能读，不能写", "the disk can only be read"),
    errno.EFBIG: Term("文件太大", "the file is too large"),
    errno.ENAMETOOLONG: Term("文件名太长", "the name is too long"),
    errno.EXDEV: Term("链接指到了文件夹外面", "a link leads out of the folder"),
    errno.ELOOP: Term("链接绕成了圈", "links that lead in a circle"),
    errno.EMFILE: Term("打开的文件太多", "too many open files"),
    errno.ENFILE: Term("打开的文件太多", "too many open files"),
    errno.EIO: Term("磁盘读写出错", "the disk failed"),
    # Not every system has quotas.
    **({errno.EDQUOT: Term("超过了磁盘配额", "over the quota of the disk")} if hasattr(errno, "EDQUOT") else {}),
}


def reason_of(fault: Exception) -> Term:
    """What the system says of an OSError, without the name of the file; of a ValueError that the name was wrong."""
    if isinstance(fault, OSError):
        words = fault.strerror or str(fault)
        return _WORDS.get(fault.errno or 0, Term(words, words))
    # Python says nothing else of a name that no file can have.
    return Term(f"文件名里有不能用的字符（{fault}）", f"the name has characters that no name can have ({fault})")
