"""Whose numbers a clause gives, and of which time; what is inherited from clause to clause."""

from dataclasses import dataclass
from functools import lru_cache

from gkgen import lazy_re as re
from gkgen.review.case import Case
from gkgen.review.claims.claim import When, Whose
from gkgen.review.claims.clauses import Segment

_REFERENCE = re.compile(
    r"(?:较|比|与|同|和|超过|高于|低于|多于|少于|不及)(?:20\d\d年(?:度)?|上年(?:度)?|去年|上一年(?:度)?)(?:度)?(?:同期)?(?:的)?(?:相比|持平|相当)?"
    r"|[由从](?:20\d\d年(?:度)?|上年(?:度)?|去年|上一年(?:度)?)|(?:上年度?|去年|20\d\d年度?)(?:作出)?的?(?:答复|告知书)"
)
_PART_OF_YEAR = re.compile(
    r"[四各每]个?季度|上半年|下半年|前[一二三]季度|[一二三四1-4]季度|(?<!年)(?<!\d)\d{1,2}月(?!31日|1日)(?:份|底|末|初)?|(?<=年)(?:[2-9]|1[01])月份|截至目前|单月|当月"
)
_SEVERAL = re.compile(
    "[二三四五六七八九十两]年间|以来|(?<!废止)(?<!清理)历年|至今|开通以后|历史|[近前][两三四五]年|[二三四五六七八九十两\\d]年来|连续[两三四五]年|十[三四五]五”?(?:期间|时期)|往年|多年"
)
_YEARS_ON_END, _NOTHING = (
    re.compile("连续[两二三四五]年"),
    re.compile("[零未无]|没有|上升|增[长加]|下降|减少|回落|超过|突破|达到|保持在|不足|不到|低于|高于"),
)  # This year is one of them.
_PLAN = re.compile(
    "下一步|预测|假设|假定|模拟|演练|计划|拟于|(?<!模)拟(?!定|稿|制)|力争|目标|将于|将在|下一年度将|下年将|预计|争取|有望|不低于|不少于|每年"
)
_LAST = re.compile("上年(?!度?报告)|去年|上一年(?!度?报告)")
_RATIO = re.compile("每[十百千]?[件个](?!申请|信息)|平均每(?!月)")
_WITHIN = re.compile("当年|年内")  # 12月收到2件，1件年内答复: of these.
_OF_EACH = re.compile(r"每[件份页][^，。；\d]{0,4}[\d.]+元")
_MOST = re.compile(
    r"(?:最多|居首|第一|最高|靠前)的?(?:单位)?(?:是|为)[^，。；\d]{2,16}(?:局|委|办|镇|乡|街道|厅|中心|公司)$"
)
_NOW = re.compile("本年|今年|当年|本报告期")
_THIS = re.compile("全年|本年|今年|年内|当年|本报告期")
_THIRD = re.compile(
    "第三人|复议机[关构](?:共|全年)?(?:新收|受理|收到|办理|审结)|各级复议机|作为(?:行政)?复议机[关构]|复议机[关构]审理|履行(?:行政)?复议|"
    "共同被告|(?<!律所)(?<!律师)(?<!事务所)(?<!机构)代理(?!提|申请|人)|指导|协助|配合|协办|协同|转来|参与|(?<!我[局委镇街办县区市厅乡]作)(?<!本机关作)(?<!本单位作)为被告|代(?:市|区|县|省)?政府|以(?:市|区|县|省)政府|兄弟单位|代收|代办|代为|"
    "征求(?:我|本)[局委镇街办县区市厅乡]|会签|转办|转送|转交|移送|抄送|来函"
)
_OFFICE = re.compile(
    r"(?:省|市|区|县|州|旗|镇|乡)?[一-龥]{1,9}?(?:委员会|居委会|村委会|办事处|办公室|法院|检察院|自然资源局|局|委(?!员|托)|厅|镇政府|乡政府|"
    r"街道办|县局|市局|区局|执法队|中心|分局|派出所|学校|医院|集团|公司|海关|驻[^，。；]{1,6}机构|机构(?=作出)|镇|乡)"
    r"(?=[^一-龥]|全年|在|作出|办理|收到|受理|审理|转办|共|处罚|数量|行政处罚|的|负责|制发|为|由|本级|未|没有|新收|收|答复|办结)"
)
_NO_OFFICE = re.compile(
    "格局|布局|结局|当局|全局|城镇|乡镇|村镇|党委|管委|常委|纪委|政务服务中心|便民服务中心|行政服务中心|为中心|中心工作|集中|各级行政机关"
)
_BEFORE_OFFICE = re.compile("^(?:其中|全年|对|由|经|向|的|是|和|为|本年度?|年度?|较集中的是|申请|应|与|及|在|到)+")
_AGAINST_OFFICE = re.compile("^[^，。]*[就对与向](?=.{3})")
_REVIEWER = re.compile("[省市县区州旗](?:人民)?政府(?:全年|共|本年度?|今年)*(?:审结|受理|新收|收到|办结)")
_IN_OWN_NAME = re.compile("以[^，。；]{0,12}名义|(?:复议机关|法院)[^，。；]{0,8}(?:维持|纠正|撤销|驳回|判决|确认)")
_UNITS = re.compile(
    r"[局委厅]属|下属|所属|直属|系统内|基层(?:单位|所)|各(?:县|市|区|镇|乡|街道|部门|科室|股室|村|社区|单位|乡镇|镇街|成员单位)|[市区县]本级|政府本级|"
    r"[市区县][级直](?:各)?(?:部门|单位|机关)|乡镇（|镇街|镇（街|派出机构|驻[街镇乡区县](?:各)?(?:单位|机构|部门)|不(?:再)?(?:列入|计入|纳入|作|在)[^，。；]{0,8}(?:统计|报告|数据|范围)|由各?自[^，。；]{0,8}(?:答复|公开|公布|统计|报告|负责)|\d+个(?:镇|乡|街道|部门|单位|村|社区|行政村|乡镇)|(?:社区|村)(?:居)?委会"
)
# 居区直部门前列 compares the office with others and counts nothing of theirs.
_RANK = re.compile("[居列处][^，。；]{0,14}(?:前列|前茅|第[一二三]|首位|上游|中游)")
_UNIT = re.compile(
    r"[\d一二三四五六七八九十两]+[家所][^，。；\d提]{2,12}?(?:收到|受理|办理|办结|答复|接收)|各(?:医院|学校|院校|分局|支队|站所|子公司|分公司|委办局|直属)|全系统|各(?:县|市|区|镇|乡|街道|部门|科室|股室|村|社区|单位|乡镇|镇街)|[市区县]本级|政府本级|\d+个(?:镇|乡|街道|部门|单位|村|社区|行政村|乡镇)"
)
_OWN = re.compile("我[局委镇街办县区市厅乡省州旗]|本(?:机关|单位|局|镇|街道|部门|级政府|乡|县|区|市|委|厅)|局机关")
_REGION = re.compile("全([省市区县州旗])(?!面|域)")
_LEVEL = re.compile(r"([省市区县州旗镇乡])(?:人民政府)?$|(街道)办事处$")
# Each word of time has one of these.
_MAY_SAY_WHEN = re.compile("[年月季截来今后史期步划拟争标将预望低少每均假模演]")
_MAY_NAME_OFFICE = re.compile("[会处室院局委厅府办队心所校团司镇乡]")
_DAY = re.compile(r"月\d+日")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")


@dataclass(slots=True)
class State:
    """What later clauses inherit.

    `home` is the topic of the heading or field, `topic` that of the clauses before; it is `firm` when it was named in
    words. In the sentence so far: `subset` speaks of some of the requests, `carried` tells of some carried out, `units`
    of units below, `column` of the requests of some applicants, `columns` are the applicants named since the
    last stop, `attribute` tells of the attribute that documents were given.
    """

    home: str = ""
    topic: str = ""
    firm: bool = False
    sentence: int = -1
    whose: Whose = "own"
    when: When = "this"
    subset: bool = False
    carried: bool = False
    units: bool = False
    column: str = ""
    columns: tuple[str, ...] = ()
    attribute: bool = False


@lru_cache(maxsize=64)
def _own_words(office: str, own: str) -> re.Pattern[str]:
    """The names of the own office, pieces of three to six characters of it among them, and of courts."""
    pieces = []
    for at in range(len(office) - 2):
        first, *more = map(re.escape, (office[at : at + 3], *office[at + 3 : at + 6]))
        pieces.append(first + "".join(f"(?:{each}" for each in more) + ")?" * len(more))
    words = "不服|终止|收费|规定|街道办|人民法院|法院|复议机关|判决|裁定"
    return re.compile("|".join(["[村市居]?民?[一-龥]某+", own, words, *pieces]))


class Scopes:
    """Reads scopes for the office that reports."""

    def __init__(self, case: Case) -> None:
        self._office, self._year = case.text("office"), case.year
        level = _LEVEL.search(self._office)
        self._level = (level[1] or level[2] or "") if level else ""
        kind = case.kind()
        self._sums_up = kind is not None and kind.is_government and not kind.is_grassroots
        own = f"{self._level}政府|本级" if level and level[1] else "办事处"
        if self._level in ("镇", "乡", "街道"):
            own += "|综合(?:行政)?执法(?:大队|中队|队|办公室|办)"
        self._own_words = _own_words(self._office, own)

    def without_own_name(self, text: str) -> str:
        """The text without the names of the own office and of courts."""
        return self._own_words.sub("", text)

    def is_of_units(self, said: str) -> bool:
        """Whether words speak of units below."""
        return bool(_UNITS.search(_RANK.sub("", said)))

    def is_planned_behind(self, segment: Segment) -> bool:
        """Whether what is planned stands behind the last number of a segment."""
        plan = _PLAN.search(segment.said)
        if plan is None or not segment.numbers:
            return False
        return segment.start + plan.start() >= segment.numbers[-1].end

    def is_of_each(self, said: str) -> bool:
        """Whether words give what falls to each, as 每件900元 does."""
        return bool(_OF_EACH.search(said))

    def read(self, state: State, segment: Segment) -> None:
        """Changes the state by the words of a segment."""
        self._read_when(state, segment)
        said, at = "", segment.start
        for term in segment.terms:
            if term.slot == "flow" and term.name in ("in", "out"):
                said, at = said + segment.said[at - segment.start : term.start - segment.start], term.end
        self._read_whose(state, said + segment.said[at - segment.start :])

    def _read_when(self, state: State, segment: Segment) -> None:
        said = segment.said
        if not _MAY_SAY_WHEN.search(said):
            return
        masked = _REFERENCE.sub("", said)
        for term in segment.terms:
            if term.slot == "flow" and term.name in ("in", "out", "carry"):
                masked = masked.replace(said[term.start - segment.start : term.end - segment.start], "")
        years = {int(year) for year in _YEAR.findall(masked)}
        carried = any(term.slot == "flow" and term.name in ("in", "carry") for term in segment.terms)
        if _SEVERAL.search(masked) and not (_YEARS_ON_END.search(masked) and _NOTHING.search(masked)):
            state.when = "several"
        elif len(years) > 1 and not _DAY.search(masked):
            state.when = "mixed"
        elif _PLAN.search(masked) or (self._year + 1 in years and ("月" not in masked or "截至" in masked)):
            state.when = "plan"
        elif years:
            state.when = "this" if self._year in years else "last" if years == {self._year - 1} else "several"
        elif _LAST.search(masked) and not carried and not (_THIS.search(masked) and segment.numbers):
            state.when = "last"
        elif _RATIO.search(masked):
            state.when = "part"
        elif _THIS.search(masked) and not _goes_on(state, masked):
            state.when = "this"
        if state.when == "this" and _PART_OF_YEAR.search(masked) and "12月31日" not in masked:
            state.when = "part"
        if segment.depth and state.when == "this" and not segment.terms and (_YEAR.search(said) or "上年" in said):
            state.when = "last"

    def _read_whose(self, state: State, said: str) -> None:
        own, region = _OWN.search(said), _REGION.search(said)
        if own:
            state.whose = "own"
        if region:
            state.whose = "own" if self._sums_up and self._level == region[1] else "region"
        elif (_UNIT.search(said) and "各级" not in said) or (self._sums_up and "政府办" in said):
            state.whose = "unit"
        if _MOST.search(said):
            state.whose = "unit"
        if _THIRD.search(said) or (not self._sums_up and _REVIEWER.search(said)):
            state.whose = "third"
        elif not own and not _IN_OWN_NAME.search(said) and self._other_office(said):
            state.whose = "other"

    def _other_office(self, said: str) -> str:
        """Another office that the words name as the one that acts."""
        for found in _OFFICE.finditer(said) if _MAY_NAME_OFFICE.search(said) else ():
            name = _BEFORE_OFFICE.sub("", found[0])
            name = _AGAINST_OFFICE.sub("", name)
            if len(name) < 3 or name in self._office or self._office.endswith(name) or name[0] in "我本全该各":
                continue
            if name[-2:-1] == "全":
                continue
            if self._level and name in (f"{self._level}政府", f"{self._level}人民政府"):
                continue
            if "执法" in name and self._level in ("镇", "乡", "街道"):
                continue  # What the team of a township decides is the township's.
            if _NO_OFFICE.search(name) or re.search("我[局镇乡]|本[局镇乡]", name):
                continue
            if "向" in said[max(0, found.start() - 10) : found.start() + 1]:
                continue
            return name
        return ""


def _goes_on(state: State, said: str) -> bool:
    """Whether words of this year leave what the sentence spoke of: 12月收到2件，1件年内答复; 力争…，全年不超过30件."""
    if state.when in ("last", "part"):
        return bool(_WITHIN.search(said))
    return state.when == "plan" and not _NOW.search(said)
