"""Slips that would be printed as they stand (R96), and what only looks like one."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("目录一、总体情况1二、主动公开情况3三、依申请公开情况5", "R96.contents"),
        ("一、总体情况……………………1", "R96.contents"),
        ("制定《主动公开基本目录（2021年版）》等文件的解读17篇，点击即可跳转原文。", ""),
        ("更新主动公开目录2次，编制26个领域的标准目录。", ""),
        ("公开办件结果&nbsp;12条。", "R96.html"),
        ("12<b>条</b>信息", "R96.html"),
        ("接听热线电话a<b的情形不计。", ""),
        ("＃＃ 公开渠道", "R96.heading"),
        ("－文件起草时确定公开属性", "R96.item"),
        ("——文件起草时确定公开属性。", ""),
        ("以*文字*为主", "R96.star"),
        ("占地3*4*5米的公开栏一处。", ""),
        ("占地3**2米的公开栏一处。", ""),
        ("以**文字为主", "R96.bold"),
        ("以**文字**为主", ""),
        ("栏目见[网站](www.example.gov.cn)。", "R96.markup"),
        ("按照[2021]30号文件的要求(见附件)。", ""),
        ("---", "R96.markup"),
        ("——", ""),
        ("|渠道|条数|", "R96.row"),
        ("政府网站|政务新媒体", ""),
        ("AT&T公司；R&D投入", ""),
        ("培训人数增加 %，效果良好", "R96.percent"),
        ("培训人数增加5%。", ""),
        ("公众号推送信息??条", "R96.question"),
        ("培训@小王 改一下", "R96.mention"),
        ("邮箱zwgk@example.gov.cn，全年维护。", ""),
        ("图解偏少（见附件。", "R96.bracket"),
        ("图解偏少），视频更少。", "R96.bracket"),
        ("一是图解偏少；1）视频更少。", ""),
        ("全年按时更新各个栏目的内容。\n全年按时更新各个栏目的内容。", "R96.twice"),
        ("按时更新栏目。\n按时更新栏目。", ""),
        ("1.按时更新栏目。\n2、加强培训。", "R96.marks"),
        ("1.按时更新栏目。\n2．加强培训。", ""),
        ("一、按时更新栏目。\n二、加强培训。", "R96.level"),
        ("（一）栏目\n1.按时更新。\n（一）培训", "R96.level"),
        ("（一）栏目\n1.按时更新。\n（二）培训\n1.每季一次。", ""),
    ],
)
def test_a_slip_is_told_and_what_is_lawful_is_not(text: str, kind: str) -> None:
    found = [each for each in kinds_in(text.replace("\n", "\n\n")) if each.startswith("R96")]
    assert sorted(set(found)) == ([kind] if kind else [])
