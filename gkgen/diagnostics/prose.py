"""Findings about the narrative: references, headings, tables, pictures."""

from gkgen.diagnostics.kinds import Kind, Severity

_E, _W = Severity.ERROR, Severity.WARNING

KINDS = (
    Kind("N01", _E, "引用的“{name}”不存在", "there is no '{name}' to refer to", "写表格里的名称，或者先在“数据”里写上它", "name a field of the form, or add it to 数据 (figures)"),
    Kind("N01.near", _E, "引用的“{name}”不存在，是不是“{near}”？", "there is no '{name}' to refer to, did you mean '{near}'?"),
    Kind("N02", _E, "引用的写法有误：{text}", "this reference is not written properly: {text}", "写法如 {{{{ 依申请公开情况.本年新收.总计 }}}}", "write it like {{{{ requests.new_received.total }}}}"),
    Kind("N03", _E, "正文里不能使用 {{% %}}", "{{% %}} cannot be used in text", "正文只能用 {{{{ }}}} 引用数字", "text can only refer to numbers with {{{{ }}}}"),
    Kind("N04", _E, "“{name}”是一组数，不是一个数", "'{name}' is a group, not a number", "再写一层，例如 {name}.{child}", "go one level deeper, for example {name}.{child}"),
    Kind("N05", _E, "引用里只能用名称、数字、+ - * / 和百分比、小数、绝对值", "a reference can only use names, numbers, + - * / and the filters percentage, decimals, absolute", "{text}", "{text}"),
    Kind("N06", _E, "{text}：除数是 0", "{text}: division by zero"),
    Kind("N07", _E, "图片“{name}”不在本文件夹里", "the picture '{name}' is outside the project folder", "把图片放进同一个文件夹，写相对路径", "put it into the folder and give a relative path"),
    Kind("N07.remote", _E, "图片“{name}”是网址，gkgen 不上网取图", "the picture '{name}' is a web address; gkgen never goes online", "把图片存进文件夹，写文件名", "save it in the folder and give its name"),
    Kind("N08", _E, "找不到图片“{name}”", "the picture '{name}' is missing", "检查文件名和文件夹", "check name and folder"),
    Kind("N09", _E, "“{name}”不是 PNG 或 JPEG 图片，或者已损坏", "'{name}' is no PNG or JPEG picture, or is damaged", "另存为 PNG 再试", "save it as PNG"),
    Kind("N10", _E, "图片“{name}”太大", "the picture '{name}' is too large", "缩小到 20 MB、4000 万像素以内", "at most 20 MB and 40 million pixels"),
    Kind("N11", _W, "这里的标题应当用 {wanted}，按 {wanted} 处理", "headings here should be {wanted}; it is treated so", "改成 {wanted}", "type {wanted}"),
    Kind("N12", _E, "表格各行的列数不同", "the rows of this table differ in length", "每行的 | 要一样多", "give each row the same number of |"),
    Kind("N12.large", _E, "表格太大（最多 {limit} 列 200 行）", "this table is too large (at most {limit} columns and 200 rows)"),
    Kind("N13", _W, "图片没有说明文字", "the picture has no caption", "写成 ![说明](文件名)", "write ![caption](file)"),
    Kind("N14", _E, "图片要独占一行", "a picture needs a line of its own", "在图片前后换行", "put it on its own line"),
    Kind("N15", _E, "列表套得太深", "lists are nested too deeply", "最多三层", "three levels at most"),
    Kind("N16", _E, "“{field}”没有文字", "'{field}' has no text", "写上内容；没有就写“无”", "write something; 无 if there is nothing"),
)
