"""What the text says of requests, against table three (R15, R17, R60-R63, R69)."""

import re
from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, Value, diagnose
from gkgen.review.case import Amount, Case
from gkgen.review.claims.cells import contradiction, reference
from gkgen.review.claims.contexts import Statement, statements
from gkgen.review.sentence_splitting import sentences

_NEW, _IN, _DONE, _OUT = (
    "requests.new_received.total",
    "requests.carried_in.total",
    "requests.results.total.total",
    "requests.carried_out.total",
)
_UNITS = frozenset({"件", "份", "起", "宗"})
_BEFORE = re.compile(
    r"(?:上一?年度?|往年|去年|上年)[^，。；]{0,6}(?:结转|转入|遗留|转结)[^，。；]{0,16}$|结转上年[^，。；]{0,12}$"
)
_AFTER = re.compile(r"(?:结转|顺延|延至|转入?|转至)[^，。；]{0,4}(?:下|次|明|20\d\d)年?[^，。；]{0,16}$")
_LEFT = re.compile(
    r"(?:政府信息公开)?(?:申请)?(?:[^，。；\d]{0,6}(?:结转|顺延|延至|转入|转至)[^，。；]{0,4}(?:下|次|明)|(?:仍|尚|还)?(?:正在|在|未)(?:办理|办结))"
)
_FINISHED = re.compile("(?:办结|答复|办理完[成毕]|处理完[成毕]|办理了?答复)[^，。；：]{0,20}$")
_HANDLED = re.compile("(?:办理|处理)[^，。；：]{0,20}$")
_RECEIVED = re.compile("(?P<verb>新收到?|新增|收到|接到|受理|接收)[^，。；：]{0,24}$")
# A part of them: by way, by applicant, by answer.
_EVERYONE = re.compile("公民、?法人[和或及与、]*(?:者)?其他组织")
_PART = re.compile(
    "其中|网络|网上|信函|当面|现场|邮寄|邮件|邮箱|在线|平台|渠道|自然人|法人|企业|组织|机构|予以|部分|不予|无法|补正|撤回|延期|逾期|转办|征求|第三方"
    "|一般|最多|提前"
)
_ROWS = ("granted", "partially_granted", "refused", "unable", "not_processed")
_ALL_DONE = re.compile(
    r"(?:全部|均已?|都已?|悉数)(?:按期|按时|依法|依规|在[^，。；]{0,12}内|按照[^，。；]{0,12}|及时|已)*(?:予以)?(?:办结|办理完[成毕]|答复|回复)|(?<!时)(?<!期)(?<!复)办结率(?:达到?|为|均?达?)?100%"
)
_CONTEXT = re.compile("(?:信息公开|公开|信息)申请|依申请公开|申请公开")
_ANSWERED = re.compile("(?:信息公开|公开|信息)(?:的)?申请|依申请公开(?:申请|件|政府信息)|(?<!依)申请公开")
_OTHER = re.compile("信箱|热线|留言|咨询|投诉|举报|信访|建议|提案|舆情|网民|问政|复议|诉讼")
_NONE = re.compile(
    r"(?:未|没有|无|暂未|尚未|从未)(?:曾)?(?:收到|接到|受理|接收|产生|发生)(?P<about>[^，。；\d]{0,24}?)(?:公开(?:政府信息)?的?申请|依申请公开|申请公开|信息的?申请)"
    r"|零申请|申请(?:数量?)?为零"
)
_OF_A_KIND = re.compile("结转|不予|逾期|投诉|复议|补正|越权|以外|除外|不符|无效|收费")


def requests(case: Case) -> Iterator[Diagnostic]:
    """Every number that the text gives of requests."""
    values = {path: case.value(path) for path in (_NEW, _IN, _DONE, _OUT)}
    if any(value is None for value in values.values()):
        return
    is_empty = not any(values.values())
    told = None
    for statement in statements(case):
        if statement.quantity.unit not in _UNITS or not statement.is_about_requests or statement.is_referred:
            continue
        found = _judged(case, statement)
        if found is None:
            continue
        sentence = (statement.passage, statement.sentence)
        if is_empty and statement.value and told != sentence:
            told = sentence
            table = case.term("requests")
            yield diagnose("R15", statement.place(case), statement.passage.path, text=statement.text, table=table)
        elif not is_empty and isinstance(found, Diagnostic):
            yield found


def none_received(case: Case) -> Iterator[Diagnostic]:
    """No requests in the text, some in the table."""
    value = case.value(_NEW)
    for passage in case.passages if value else ():
        for found in _NONE.finditer(passage.text):
            about = _EVERYONE.sub("", found["about"] or "")
            if not _OF_A_KIND.search(about):
                place = case.spot(passage, *found.span())
                yield contradiction(case, "R69", place, passage.path, found.group(), _NEW)


def all_finished(case: Case) -> Iterator[Diagnostic]:
    """All answered in the text, some carried out in the table."""
    value = case.value(_OUT)
    for passage in case.passages if value else ():
        for begin, end in sentences(passage.text):
            if not _CONTEXT.search(passage.text, begin, end) or _OTHER.search(passage.text, begin, end):
                continue
            if found := _ALL_DONE.search(passage.text, begin, end):
                words: dict[str, Value] = {"text": found.group(), "field": case.term(_OUT), "value": str(value)}
                yield diagnose("R17", case.spot(passage, *found.span()), passage.path, **words)


def _judged(case: Case, statement: Statement) -> Diagnostic | bool | None:
    """A finding, True where the number is right, None where it is no number of the table."""
    lead = _EVERYONE.sub("", statement.lead)
    if _BEFORE.search(lead):
        return _same(case, "R61", statement, _IN)
    if _AFTER.search(lead) or _LEFT.match(statement.tail):
        return _same(case, "R63", statement, _OUT)
    rows = {name: case.field(f"requests.results.{name}").key for name in _ROWS}
    row = next((name for name, key in rows.items() if re.search(f"{key}(?:的|答复|申请|信息|共|为|有)*$", lead)), "")
    if row and _ANSWERED.search(statement.topic + lead):
        return _row(case, statement, row)
    if _PART.search(lead) or _PART.search(statement.tail[:6]):
        return None
    if _FINISHED.search(lead):
        return _same(case, "R62", statement, _DONE)
    if found := _RECEIVED.search(lead):
        return _received(case, statement, is_new="新" in found["verb"])
    if _HANDLED.search(lead):
        accepted = {case.value(_DONE), case.value(_NEW), _sum(case, _NEW, _IN)}
        return statement.value in accepted or _same(case, "R62", statement, _DONE)
    return None


def _received(case: Case, statement: Statement, *, is_new: bool) -> Diagnostic | bool:
    value, whole = case.value(_NEW), _sum(case, _NEW, _IN)
    if statement.value == value or (statement.value == whole and not is_new):
        return True
    if not statement.value:
        return contradiction(case, "R69", statement.place(case), statement.passage.path, statement.text, _NEW)
    if is_new or value == whole:
        return _same(case, "R60", statement, _NEW)
    return diagnose(
        "R60.received",
        statement.place(case),
        statement.passage.path,
        text=statement.text,
        field=case.term(_NEW),
        value=str(value),
        whole=str(whole),
        reference=reference(case, _NEW),
    )


def _row(case: Case, statement: Statement, name: str) -> Diagnostic | bool | None:
    """A kind of results by its name: 予以公开3件."""
    field = case.field(f"requests.results.{name}")
    totals = [leaf.path for leaf in field.leaves() if leaf.name == "total"]
    values = [value for path in totals if (value := case.value(path)) is not None]
    if len(values) < len(totals):
        return None
    value = sum(values, 0)
    if statement.value == value:
        return True
    words: dict[str, Value] = {"text": statement.text, "field": case.term(field.path), "value": str(value)}
    return diagnose("R62.row", statement.place(case), statement.passage.path, **words)


def _same(case: Case, kind: str, statement: Statement, path: str) -> Diagnostic | bool:
    if statement.value == case.value(path):
        return True
    return contradiction(case, kind, statement.place(case), statement.passage.path, statement.text, path)


def _sum(case: Case, *paths: str) -> Amount:
    return sum((case.value(path) or 0 for path in paths), 0)
