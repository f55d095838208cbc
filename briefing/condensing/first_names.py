"""First names that hardly ever belong to the other gender, in the English-speaking press.

Names that both bear (Alex, Jordan, Kim, Robin, Sam, Chris, Pat, Jamie …) are not here.
"""

from __future__ import annotations

MALE = frozenset(
    "aaron abdul adam adrian ahmed alan albert alexander alfred ali alistair allan andrew andy "
    "anthony antonio arthur barack barry ben benjamin bernard bill bob boris brad brandon "
    "brendan brian bruce carl carlos charles christopher colin craig damian daniel dave david "
    "dean dennis derek dmitry dominic donald douglas duncan edward edwin eric ernest ethan eugene "
    "ferdinand francisco frank fred frederick gareth gary geoff geoffrey george gerald gerard "
    "giovanni giuseppe gordon graham greg gregory guy hamid hans harold harry harvey hassan "
    "henri henry herbert howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques "
    "james jason javier jeff jeffrey jeremy jerry jim jimmy joe joel john johann jonathan jorge "
    "jose joseph joshua juan julian justin karl keith ken kenneth kevin klaus larry lawrence "
    "leonard leopold liam louis luca lucas luigi luis luke magnus manuel marco marcus mario mark "
    "martin matthew maurice max michael miguel mike mohamed mohammad mohammed muhammad nathan "
    "neil nelson nicholas nick nigel noah oliver omar oscar otto owen pablo patrick paul pavel "
    "pedro peter phil philip pierre rafael ralph raymond richard rob robert roberto rodney roger "
    "roland ron ronald rory roy rupert russell ryan samuel scott sean sebastian sergei simon "
    "stefan stephen steve steven stuart ted terence theodore thomas tim timothy toby "
    "todd tom tony trevor victor vincent vladimir walter warren wayne wilhelm will william "
    "winston wladimir xavier yusuf zachary".split()
)

FEMALE = frozenset(
    "abigail ada adele agnes alda alexandra alice alicia alison amanda amber amelia amy ana "
    "angela anita ann anna anne annette annie barbara beatrice becky bella beth betty beverley "
    "brenda bridget camilla carla carmen carol caroline catherine cathy charlotte cheryl chloe "
    "christina christine claire clara claudia cynthia daisy daniela deborah debbie denise diana "
    "diane donna doris dorothy edith elaine eleanor elena elizabeth ella ellen emily emma erica "
    "esther eva eve evelyn fatima fiona florence frances gabriella gemma georgina geraldine gina "
    "gloria grace hannah harriet hazel heather heidi helen helena hillary ida ingrid irene isabel "
    "isabella jackie jacqueline jane janet janice jasmine jenna jennifer jenny jessica jill "
    "joan joanna joanne josephine joyce judith judy julia julie juliet karen kate katherine "
    "kathleen kathryn katie kimberly kirsten kirsty laura lauren leanne lena lily linda lisa liz "
    "lizzie lorraine louise lucia lucy lydia madeleine madonna maggie mandy margaret "
    "margarita maria marie marilyn marina marta martha mary matilda maureen megan melanie "
    "melissa michelle miranda miriam molly monica monika nadia nancy naomi natalia natalie natasha "
    "nicola nicole nina nora norma olga olivia pamela patricia paula pauline penelope penny "
    "petra philippa phoebe polly priscilla rachel rebecca renee rita roberta rosa rosalind rose "
    "rosemary ruth sabrina sally samantha sandra sara sarah sharon sheila shirley silvia simone "
    "sofia sonia sophia sophie stella stephanie susan susanne suzanne sylvia tamara tanya tara "
    "teresa theresa tina tracey tracy ursula valerie vanessa vera veronica victoria virginia "
    "wendy yasmin yvette yvonne zoe".split()
)
