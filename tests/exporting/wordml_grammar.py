"""The grammar of the WordprocessingML that the program writes.

Written down from ISO/IEC 29500-1 and -4 (transitional), annex A: for each element its children in
the order of the schema, and its attributes with what they may hold. A name with ``*`` may stand
there any number of times, ``!`` marks what must stand there, others may be missing; names joined by
``|`` share a place. Where a choice repeats, the children are in ``CHOICE``.
"""

from __future__ import annotations

_PPR = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr
    shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN
    bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
    textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
_RPR = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
    snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
    fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
"""
_NOTE_PR = "numFmt numStart numRestart"

ORDER: dict[str, str] = {
    "document": "background body!",
    "hdr": "p*",
    "ftr": "p*",
    "footnotes": "footnote*",
    "endnotes": "endnote*",
    "comments": "comment*",
    "footnote": "p*",
    "endnote": "p*",
    "comment": "p*",
    "pPr": _PPR,
    "rPr": _RPR,
    "numPr": "ilvl numId",
    "pBdr": "top left bottom right between bar",
    "tabs": "tab*",
    "style": "name! aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr*",
    "styles": "docDefaults latentStyles style*",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tblCellMar": "top left start bottom right end",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl*",
    "num": "abstractNumId! lvlOverride*",
    "numbering": "numPicBullet* abstractNum* num* numIdMacAtCleanup",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime "
    "doNotDisplayPageBoundaries displayBackgroundShape mirrorMargins attachedTemplate "
    "documentProtection defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl "
    "updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr "
    "attachedSchema themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "footnotePr": f"pos {_NOTE_PR} footnote*",
    "endnotePr": f"pos {_NOTE_PR} endnote*",
    "compat": "compatSetting*",
    "sectPr": "headerReference|footerReference* footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "fonts": "font*",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding "
    "text|docPartObj",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "tbl": "tblPr! tblGrid! tr*",
    "tblGrid": "gridCol*",
    "tr": "tblPrEx trPr tc*",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader",
    "tc": "tcPr p*",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
}
"""Children in the order of the schema."""

_INLINE = "r hyperlink sdt bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd"

CHOICE: dict[str, str] = {
    "body": "p tbl bookmarkStart bookmarkEnd sdt sectPr",
    "p": f"pPr {_INLINE}",
    "hyperlink": _INLINE,
    "sdtContent": f"{_INLINE} p tbl",
    "r": "rPr t tab fldChar instrText footnoteReference endnoteReference commentReference "
    "footnoteRef endnoteRef annotationRef separator continuationSeparator",
}
"""Children in any order, but that properties come first and those of the section last."""

_ON = "(1|0|true|false|on|off)?"
_NUMBER = r"-?\d+"
_NAME = r".+"
_COLOUR = "auto|[0-9A-F]{6}"
_LANGUAGE = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
_TOGGLES = """
    keepNext keepLines pageBreakBefore widowControl bidi contextualSpacing b bCs i iCs caps
    smallCaps rtl semiHidden unhideWhenUsed qFormat titlePg showingPlcHdr noProof evenAndOddHeaders
    cantSplit tblHeader docPartUnique bidiVisual
""".split()
_STYLE_IDS = "pStyle rStyle basedOn next link".split()
_NUMBERS = """
    numId ilvl abstractNumId start outlineLvl kern sz szCs uiPriority defaultTabStop charset
""".split()
_EMPTY = """
    tab sdtContent document body p r hdr ftr pPr rPr numPr pBdr tabs footnoteRef endnoteRef
    annotationRef separator continuationSeparator sdt sdtPr text styles docDefaults rPrDefault
    pPrDefault tblPr tblCellMar settings compat footnotePr endnotePr sectPr fonts numbering
    footnotes endnotes comments tbl tblGrid tr trPr tc tcPr tblBorders docPartObj
""".split()
_BORDER = {"val": "single|none|nil|double|dotted", "sz": r"\d+", "space": r"\d+", "color": _COLOUR}
_WIDTH = {"w": _NUMBER, "type": "dxa|auto|pct|nil"}

ATTRIBUTES: dict[str, dict[str, str]] = {
    **{name: {"val": _ON} for name in _TOGGLES},
    **{name: {"val!": r"[^\s].*"} for name in _STYLE_IDS},
    **{name: {"val!": _NUMBER} for name in _NUMBERS},
    **{name: {} for name in _EMPTY},
    "name": {"val!": _NAME},
    "altName": {"val!": _NAME},
    "panose1": {"val!": "[0-9A-F]{20}"},
    "charset": {"val!": "[0-9A-F]{2}"},
    "family": {"val!": "swiss|roman|modern|script|decorative|auto"},
    "pitch": {"val!": "variable|fixed|default"},
    "font": {"name!": _NAME},
    "color": {"val!": _COLOUR},
    "vertAlign": {"val!": "superscript|subscript|baseline"},
    "jc": {"val!": "left|right|center|both|start|end"},
    "u": {"val!": "single|none"},
    "shd": {"val!": "clear|nil", "color": _COLOUR, "fill": _COLOUR},
    "spacing": {"val": _NUMBER, "before": r"\d+", "after": r"\d+", "line": _NUMBER,
                "lineRule": "auto|exact|atLeast"},
    "ind": {"left": _NUMBER, "right": _NUMBER, "hanging": r"\d+", "firstLine": r"\d+"},
    "tab": {"val": "left|right|center|clear|decimal|bar|num", "pos": _NUMBER, "leader": "none|dot"},
    "lang": {"val": _LANGUAGE, "eastAsia": _LANGUAGE, "bidi": _LANGUAGE},
    "themeFontLang": {"val": _LANGUAGE, "eastAsia": _LANGUAGE, "bidi": _LANGUAGE},
    "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _NAME)
    | {"hint": "default|eastAsia|cs"},
    **dict.fromkeys(
        ["top", "left", "bottom", "right", "between", "insideH", "insideV"], _BORDER | _WIDTH
    ),
    "tblStyle": {"val!": r"[^\s].*"},
    "tblW": _WIDTH,
    "tcW": _WIDTH,
    "tblLook": {"val": "[0-9A-F]{4}"} | dict.fromkeys(
        ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand"), _ON
    ),
    "tblCaption": {"val!": _NAME},
    "tblDescription": {"val!": _NAME},
    "tblStylePr": {"type!": "firstRow|lastRow|firstCol|lastCol|wholeTable"},
    "gridCol": {"w": r"\d+"},
    "docPartGallery": {"val!": _NAME},
    "tblInd": _WIDTH,
    "style": {"type": "paragraph|character|table|numbering", "styleId": r"\S+", "default": _ON,
              "customStyle": _ON},
    "abstractNum": {"abstractNumId!": r"\d+"},
    "num": {"numId!": r"\d+"},
    "lvl": {"ilvl!": "[0-8]", "tplc": "[0-9A-F]{8}"},
    "nsid": {"val!": "[0-9A-F]{8}"},
    "tmpl": {"val!": "[0-9A-F]{8}"},
    "multiLevelType": {"val!": "singleLevel|multilevel|hybridMultilevel"},
    "numFmt": {"val!": "decimal|bullet|lowerLetter|lowerRoman|none"},
    "suff": {"val!": "tab|space|nothing"},
    "lvlText": {"val": ".*"},
    "lvlJc": {"val!": "left|right|center|start|end"},
    "zoom": {"percent!": r"\d+%?", "val": ".*"},
    "characterSpacingControl": {"val!": "doNotCompress|compressPunctuation"},
    "compatSetting": {"name": _NAME, "uri": _NAME, "val": _NAME},
    "decimalSymbol": {"val!": "."},
    "listSeparator": {"val!": "."},
    "footnote": {"id!": _NUMBER, "type": "normal|separator|continuationSeparator"},
    "endnote": {"id!": _NUMBER, "type": "normal|separator|continuationSeparator"},
    "footnoteReference": {"id!": _NUMBER},
    "endnoteReference": {"id!": _NUMBER},
    "comment": {"id!": _NUMBER, "author!": ".*", "initials": ".*",
                "date": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"},
    "commentReference": {"id!": _NUMBER},
    "commentRangeStart": {"id!": _NUMBER},
    "commentRangeEnd": {"id!": _NUMBER},
    "bookmarkStart": {"id!": _NUMBER, "name!": r"[A-Za-z_]\w{0,39}"},
    "bookmarkEnd": {"id!": _NUMBER},
    "hyperlink": {"anchor": _NAME, "tooltip": ".{0,260}", "history": _ON},
    "fldChar": {"fldCharType!": "begin|separate|end", "dirty": _ON},
    "instrText": {},
    "t": {},
    "alias": {"val!": _NAME},
    "tag": {"val!": ".{1,64}"},
    "pgSz": {"w": r"\d+", "h": r"\d+", "orient": "portrait|landscape"},
    "pgMar": {name + "!": _NUMBER for name in "top right bottom left header footer gutter".split()},
    "cols": {"space": r"\d+"},
    "headerReference": {"type!": "default|first|even"},
    "footerReference": {"type!": "default|first|even"},
}  # fmt: skip
"""Attributes in the namespace of WordprocessingML, and the pattern of what they hold."""
