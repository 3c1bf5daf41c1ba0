"""An example or two for each command, as its help page shows them."""

from gkgen.diagnostics import Term

# A command, and what it does.
Example = tuple[Term, Term]


def _example(zh: str, en: str, does_zh: str, does_en: str) -> Example:
    return Term(f"gkgen {zh}", f"gkgen {en}"), Term(does_zh, does_en)


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "init": (_example("init 云溪区", "init yunxi", "建好文件夹“云溪区”", "make the folder yunxi"),),
    "new": (
        _example("new 青石街道.yaml", "new qingshi.yaml", "逐项询问年度和机关", "ask for year and office"),
        _example(
            "new 今年.yaml --from 去年.docx",
            "new this.yaml --from last.docx",
            "从上年的报告开始",
            "begin from last year's",
        ),
    ),
    "import": (_example("import 去年.docx", "import last.docx", "写出 去年.yaml", "write last.yaml"),),
    "check": (
        _example("check 青石街道.yaml", "check qingshi.yaml", "核对一份", "check one"),
        _example("check 各机关", "check offices", "核对文件夹里的全部报告", "check all of a folder"),
    ),
    "claims": (
        _example("claims 青石街道.yaml", "claims qingshi.yaml", "正文里的数一个一个列出", "each number of the text"),
        _example(
            "claims 青石街道.yaml --output-format html -o 数.html",
            "claims qingshi.yaml --output-format html -o numbers.html",
            "标在正文里的网页",
            "a page with the text marked",
        ),
    ),
    "fix": (
        _example("fix 青石街道.yaml", "fix qingshi.yaml", "改正有把握的小错", "mend what is certain"),
        _example("fix --diff 青石街道.yaml", "fix --diff qingshi.yaml", "只看会改什么", "show what would change"),
    ),
    "format": (_example("format 各机关", "format offices", "统一写法", "put all into one form"),),
    "explain": (_example("explain R10", "explain R10", "代号 R10 是什么意思", "what code R10 means"),),
    "build": (
        _example("build 青石街道.yaml", "build qingshi.yaml", "生成 Word 和 PDF", "write Word and PDF"),
        _example(
            "build --draft 青石街道.yaml",
            "build --draft qingshi.yaml",
            "没写完也先看草稿",
            "a draft of an unfinished one",
        ),
        _example("build 各机关 -o 成品", "build offices -o out", "整个文件夹写到“成品”", "a whole folder"),
    ),
    "table": (
        _example("table 各机关 -o 汇总表.xlsx", "table offices -o all.xlsx", "一个工作簿", "one workbook"),
        _example("table 各机关 -o 汇总表.csv", "table offices -o all.csv", "给程序读", "for programs"),
    ),
    "status": (
        _example("status 各机关", "status offices", "谁没报、谁有错", "who is missing, who has errors"),
        _example("status 各机关 -o 情况.xlsx", "status offices -o status.xlsx", "催报用的表", "a table of it"),
    ),
    "trace": (
        _example(
            "trace 区.yaml 依申请公开情况.本年新收.自然人",
            "trace district.yaml requests.new_received.total",
            "各份报告里的数",
            "what each report adds",
        ),
    ),
    "watch": (_example("watch 青石街道.yaml", "watch qingshi.yaml", "每次保存重新生成", "build at every save"),),
    "preview": (_example("preview 青石街道.yaml", "preview qingshi.yaml", "在浏览器里看", "see it in the browser"),),
    "form": (_example("form 青石街道.yaml", "form qingshi.yaml", "在浏览器里填写", "fill it in in the browser"),),
    "lsp": (_example("lsp", "lsp", "由编辑器启动", "started by an editor"),),
    "diff": (
        _example("diff 旧.yaml 新.yaml", "diff old.yaml new.yaml", "比较两个文件", "two files"),
        _example("diff 青石街道.yaml", "diff qingshi.yaml", "和 Git 里的上一版比较", "with the last commit"),
        _example("diff HEAD~1 青石街道.yaml", "diff HEAD~1 qingshi.yaml", "和某个版本比较", "with a revision"),
        _example("diff HEAD~2 HEAD 各机关", "diff HEAD~2 HEAD offices", "比较两个版本", "two revisions"),
    ),
    "verify": (_example("verify 青石街道.yaml", "verify qingshi.yaml", "Word 改过哪些字", "what was changed in Word"),),
    "textconv": (_example("textconv 去年.docx", "textconv last.docx", "转成逐行文字", "as lines of text"),),
    "template": (_example("template check 模板", "template check templates", "检查自己的模板", "check your own"),),
    "schema": (_example("schema -o 报告.json", "schema -o office.json", "写到文件里", "write it to a file"),),
    "doctor": (_example("doctor", "doctor", "检查这台电脑", "look at this machine"),),
    "completion": (_example("completion bash", "completion bash", "显示 bash 的补全脚本", "the script for bash"),),
}
