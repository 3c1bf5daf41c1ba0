"""Web pages for tests: a report as gkgen writes it, and as a website shows it among menus and comment boxes."""

import re
from functools import cache

from gkgen.document import Document
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.resources import load_template_set
from gkgen.writers import html
from tests.office import office

TEXT = (
    "|\n2022年共发布信息12条，其中网站10条、新媒体2条。\n## 主动公开\n**抓重点。**按月更新栏目。\n"
    "- 发布文件3件；\n- 解读文件2件。\n\n1. 甲\n2. 乙\n\n| 渠道 | 数量 |\n| --- | --- |\n| 网站 | 10 |\n"
)


@cache
def document(**changes: str) -> Document:
    """The document of a small office, some of its keys changed."""
    checked = check_text(
        office(**{"年度": "2022", "总体情况": TEXT, **changes}).encode(), "office.yaml", FilesInMemory(), rules=()
    )
    assert checked.document is not None, [diagnostic.message("en") for diagnostic in checked.diagnostics]
    return checked.document


def own_page(**changes: str) -> str:
    """The page that gkgen writes."""
    made = document(**changes)
    return html.write(made, load_template_set(made.edition)).decode("utf-8")


def saved_page(content: str, title: str = "张庄镇人民政府2022年政府信息公开工作年度报告") -> str:
    """A page as a browser saves it: the website around the report, as a common publishing system makes it."""
    return f"""<!DOCTYPE html>
<html><head><meta charset="gb2312"><title>{title}_某市人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2023-01-20">
<script>document.write("<p>脚本里的话，不是正文。</p>")</script><style>p {{ color: red }}</style></head>
<body class="search-page"><form id="form1" action="x.aspx">
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; 正文</div>
<table class="xxgk"><tr><td>索 引 号：</td><td>MB1/2023-00012</td>
<td>发布机构：</td><td>张庄镇人民政府</td></tr></table>
<div class="article"><div class="tit">{title}</div>
<div class="info"><span>发布时间：2023-01-20 10:32</span><span>浏览次数：<em>123</em></span></div>
<div class="TRS_Editor">{content}</div>
<div class="share">分享到：<a>微信</a></div>
<div>上一篇：<a href="1">关于召开会议的通知</a></div></div>
<div id="comment-box"><h3>发表评论</h3><textarea>说两句</textarea>
<p>网友评论不代表本网站立场。请遵守有关规定。</p></div>
<div class="footer"><p>主办：某市人民政府 备案号：00000000</p></div>
</form></body></html>"""


def report(page: str) -> str:
    """What stands in the report's page, without the marks by which gkgen knows it again."""
    found = re.search(r"</header>(.*)</main>", page, re.DOTALL)
    assert found is not None
    bare = re.sub(r' (?:class|scope|id|aria-\w+|role|tabindex|style)="[^"]*"', "", found[1])
    return re.sub(r"<(/?)h[2-5]>", r"<\1p>", bare)
