"""Office files for validators: generated ones of both editions and all lengths, and one with everything in it."""

from pathlib import Path

import offices
from PIL import Image

GENERATED = ((3, 2019, 0.5), (8, 2020, 3), (11, 2021, 8), (17, 2022, 1), (27, 2024, 5))

EVERYTHING = """\
年度: 2021
机关: 松屿市芦汀区双塔街道办事处
机关类型: 街道办事处
联系方式:
  {科室: 综合科, 地址: 滨河东路8号, 邮编: "350000", 电话: 0591-00000000, 传真: 0591-00000001, 网址: www.example.gov.cn}
发布信息:
  {索引号: FZ00100-2022-00001, 发布机构: 双塔街道办事处, 关键词: 政务公开, 成文日期: 2022-01-20, 发布日期: 2022-01-21}
署名: 松屿市芦汀区双塔街道办事处
豁免: [{规则: R51, 理由: 为了试印最宽的数}]
引言: |
  根据《中华人民共和国政府信息公开条例》编制。特殊字符：a<b & c>d，“引号”‘单引号’，90%，—— …… ·，堃喆峣。
总体情况: |
  ## 主动公开
  ### 第一层
  #### 最深一层
  **加粗**的段落。
  - 第一级
    - 第二级
      1. 第三级

  ![走势<图>与“说明”](pictures/drawing.svg)
  ![照片](pictures/photo.jpg)
  | 渠道 | 数量（条） | 说明 |
  | --- | --- | --- |
  | 网站 | 320 | **主渠道**，更新及时 |
  | 新媒体 | 429 | |

  ## 依申请公开
  没有收到政府信息公开申请。
  ## 政府信息管理
  规范管理。
  ## 政府信息公开平台建设
  网址https://www.example.gov.cn/zwgk/2021/index.html?id=1&page=2，全年维护。
  ## 监督保障
  工作考核、社会评议结果良好，没有责任追究的情形。
主动公开情况: {行政规范性文件: {制发: 3, 废止: 1, 现行有效: 999999999}, 行政事业性收费: {收费金额: 1234567.8901}}
依申请公开情况: 全零
复议诉讼情况: 全零
问题及改进:
  存在问题: |
    公开的内容不够细，更新不够及时，问题主要出在审核环节。
  改进措施: |
    改进审核办法，逐月核对栏目，按时更新，扩大公众参与。
其他事项:
  信息处理费: {收取: 否}
  正文: |
    没有其他需要报告的事项。
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120">
<rect x="10" y="40" width="60" height="70" fill="#2f6fb0"/><rect x="90" y="10" width="60" height="100" fill="#c98a2b"/>
<path d="M10 110 H290" stroke="#000" stroke-width="2"/></svg>
"""


def write_offices(folder: Path) -> None:
    """Office files that are no examples, with the pictures that they name."""
    for seed, year, pages in GENERATED:
        (folder / f"generated-{seed}.yaml").write_text(offices.generate(seed, year, pages), encoding="utf-8")
    pictures = folder / "pictures"
    pictures.mkdir()
    (pictures / "drawing.svg").write_text(DRAWING, encoding="utf-8")
    Image.linear_gradient("L").convert("RGB").save(pictures / "photo.jpg", quality=80)
    (folder / "everything.yaml").write_text(EVERYTHING, encoding="utf-8")
