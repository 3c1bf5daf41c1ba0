"""Reports in traditional characters: recognized, and their labels, headings and titles put into those of the form."""

from collections.abc import Sequence
from dataclasses import replace

from gkgen.importers.parsed_document import GridBlock, LooseTable, SourceBlock, TextBlock

# Characters that words of such reports have in the traditional script alone.
_TRADITIONAL = frozenset("開報關請產處務區縣鎮鄉門業機構現來結訟議復維規個總計與發電話數據內條當為應實際對於認識學習單")
# Those of labels, headings and names of offices with the simplified ones, in the same order.
_SIMPLIFIED = str.maketrans(
    "萬與業東豐為爲舉義烏鄉雲會體蘭關興決況減劃則辦務動區醫華單衛廳縣發無種範國場處復複實對屬應廢開強當總"
    "態執護報據數時權條構機沒濟遊現電療監稅穩類係繫糾紛組織經結絡統繼續維繳網罰獲補規視計認議許訪訴詢說請"
    "財購費資轉過這進採鎮長門問陽際項題額龍製於佈並徵個餘內產廣慶寧農準審確納調訂級選術訊庫練導島漢蘇濱鐵"
    "銀錦鳳麗劉陳楊黃趙吳鄭鄧馬齊魯贛晉遼陝貴瓊瀘溫廈灣鹽鞏莊樂榮營環節預績頒責優質檢驗藥養綠園漁貿語僑團"
    "婦聯殘紅檔誌黨來訟話學習專運輸飛衝從兩備傳價儲億歸歷曆錄標樹橋歐滿災積簽紀約線縱聲聽職舊蓋藝號裝見觀"
    "記評試該誠課論證識譯變讓負貨賓賣賴贊軍輔辭邊郵鄰錢鍵鐘閉閱陸階隊隨難雙離靈靜響頁順須領頭顧顯風飯館駐"
    "騰驟魚鳥點齡祕後",
    "万与业东丰为为举义乌乡云会体兰关兴决况减划则办务动区医华单卫厅县发无种范国场处复复实对属应废开强当总"
    "态执护报据数时权条构机没济游现电疗监税稳类系系纠纷组织经结络统继续维缴网罚获补规视计认议许访诉询说请"
    "财购费资转过这进采镇长门问阳际项题额龙制于布并征个余内产广庆宁农准审确纳调订级选术讯库练导岛汉苏滨铁"
    "银锦凤丽刘陈杨黄赵吴郑邓马齐鲁赣晋辽陕贵琼泸温厦湾盐巩庄乐荣营环节预绩颁责优质检验药养绿园渔贸语侨团"
    "妇联残红档志党来讼话学习专运输飞冲从两备传价储亿归历历录标树桥欧满灾积签纪约线纵声听职旧盖艺号装见观"
    "记评试该诚课论证识译变让负货宾卖赖赞军辅辞边邮邻钱键钟闭阅陆阶队随难双离灵静响页顺须领头顾显风饭馆驻"
    "腾骤鱼鸟点龄秘后",
)
# A line that is no longer, and no sentence, may be a heading or a part of the title.
_MAX_HEADING_CHARACTERS = 50
_MIN_CHARACTERS = 12
_MIN_KINDS = 6


def is_traditional(blocks: Sequence[SourceBlock]) -> bool:
    """Whether many letters of a text are traditional ones, of several kinds: a name may have one or two."""
    texts = [block.text for block in blocks if isinstance(block, TextBlock)]
    texts += [cell.text for block in blocks if isinstance(block, GridBlock) for row in block.rows for cell in row]
    found = [letter for text in texts for letter in text if letter in _TRADITIONAL]
    return len(found) >= _MIN_CHARACTERS and len(set(found)) >= _MIN_KINDS


def with_simplified_labels(blocks: Sequence[SourceBlock]) -> tuple[SourceBlock, ...]:
    """The blocks with cells of tables and short lines in simplified characters; paragraphs stay as they are written."""
    return tuple(map(_simplified, blocks))


def _simplified(block: SourceBlock) -> SourceBlock:
    match block:
        case TextBlock(text=text) if len(text) <= _MAX_HEADING_CHARACTERS and not text.rstrip().endswith("。"):
            return replace(block, runs=tuple(replace(run, text=run.text.translate(_SIMPLIFIED)) for run in block.runs))
        case GridBlock(rows=rows):
            cells = (tuple(replace(cell, text=cell.text.translate(_SIMPLIFIED)) for cell in row) for row in rows)
            return replace(block, rows=tuple(cells))
        case LooseTable(fragments=fragments):
            named = (replace(each, text=each.text.translate(_SIMPLIFIED)) for each in fragments)
            return replace(block, fragments=tuple(named))
        case _:
            return block
