"""Which characters may not begin a line, may not end one, and may hang beyond its end, as Word has it for Chinese.

Word writes the first two itself into files with lists of their own; gkgen's Word file states them (ECMA-376, 17.15.1.58
and 17.15.1.59), so that every user's Word has the same. Those that hang are listed in [MS-OI29500], 2.1.52.
"""

from typing import Final

NO_START: Final = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
"""Characters that begin no line."""

NO_END: Final = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
"""Characters that end no line."""

HANGING: Final = "!%),.:;>?]}¢°·ˇ’”‰′″℃∶、。〃〉》」』】〕〗〞﹚﹜﹞！＂％＇），．：；？］｝￠"
"""Characters of which one may stand beyond the end of a line."""
