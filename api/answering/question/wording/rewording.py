"""Rewording: questions put indirectly or in a roundabout way, as the plain questions that they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from api.answering.question.wording.announced import ask_announced
from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE, AUXILIARY
from api.answering.question.wording.claimed import Asked, read_claim, to_question


class Row(NamedTuple):
    """A way to put a question, and the plain one that it is: an example of both, its pattern and its plain form."""

    example: str
    plain: str
    pattern: str
    form: str | Callable[[re.Match[str]], str]


_DESCRIBED = r"(?!(?:how|why|what|when|where|which|who|whether|differences?|between|and|or)\b)[^\s?!]*[^\s?!.]"
_NAME = rf"{_DESCRIBED}(?: +{_DESCRIBED}){{0,3}}?"
_ASKS = rf"(?:{ASKING.pattern}|{ASKING_OTHERWISE.pattern})"
_YOU = r"(?:(?:can|could|would|will) you(?: please| kindly)?)"
# What stands between a question word and a verb that is put last: a name of up to four words.
_SUBJECT = r"(?P<name>(?!is |are |was |were |do |does )\S+(?: \S+){0,3}?)"

# A name, and not several.
_ONE = r"(?:(?!and\b)[^\s,?!]+)(?: (?!and\b)[^\s,?!]+){0,3}?"
_OF_ONE = {"were": "was", "have": "has", "do": "does"}
_MOST = frozenset(("most", "longest"))
_BEING = {"do": "are", "does": "is", "did": "was"}

# Each row takes what the rows above it left.
ROWS = (
    Row(
        "Do wind mills outnumber water mills?",
        "Are there more wind mills than water mills?",
        r"^(?:do|does|did) (?P<these>[^?]+?) outnumber (?P<those>[^?]+?)\W*$",
        r"Are there more \g<these> than \g<those>?",
    ),
    Row(
        "Does the quay or the wharf have more mills?",
        "Which has more mills, the quay or the wharf?",
        r"^(?:does|do|did) (?P<one>[^?]+? or [^?]+?) (?:have|contain|hold|list) "
        r"(?P<most>more|fewer|the most|the fewest) (?P<what>[^?]+?)\W*$",
        r"Which has \g<most> \g<what>, \g<one>?",
    ),
    Row(
        "Into which types do wind mills fall?",
        "What types of wind mills are there?",
        r"^into (?:what|which) (?P<kinds>kinds|types|sorts|classes|groups) "
        r"(?:(?:do|can|may) (?P<what>[^?]+?) (?:fall|be (?:divided|grouped|split|sorted|classified))"
        r"|are (?P<those>[^?]+?) (?:divided|grouped|split|sorted|classified))\W*$",
        lambda m: f"What {m['kinds']} of {m['what'] or m['those']} are there?",
    ),
    Row(
        "How many wards is the map divided into?",
        "How many wards are there?",
        r"^(?P<what>how many [^?]+?) (?:is|are) (?:the|this|your) (?:landscape|data|list|file|map|graph) "
        r"(?:divided|arranged|organi[sz]ed|grouped|split|sorted) in(?:to)?\W*$",
        r"\g<what> are there?",
    ),
    Row(
        "Which mills are closed in today's landscape data?",
        "Which mills are closed?",
        r",? (?:in|by|per|from|within|going by) (?:the |today['’]s |this |your )*(?:landscape|corpus) "
        r"(?:data(?:set)?|file|records)(?: today| now)?(?=\W*$)",
        "",
    ),
    Row(
        "is Zorblat somewhere in the Wind category?",
        "is Zorblat in the Wind category?",
        r" (?:somewhere|anywhere)(?= (?:in|under|within)\b)",
        "",
    ),
    Row(
        "Which firm carried out Zorblat's sail audit?",
        "who did the sail audit of Zorblat?",
        r"^(?:which|what) (?:firm|company|vendor|organi[sz]ation|team|body|auditor) "
        rf"(?:carried out|performed|conducted|undertook) (?:the )?(?P<name>{_NAME})['’]s (?P<what>[^?]+?)\W*$",
        r"who did the \g<what> of \g<name>?",
    ),
    Row(
        "How many tall mills does the list show?",
        "How many tall mills are there?",
        r"^(?P<what>how many [^?]+?) (?:does|do) (?:the|this|your) (?:landscape|data|list|file|map|graph|documents?) "
        r"(?:currently )?(?:show|list|have|contain|hold|include|count|feature|know|give)\W*$",
        r"\g<what> are there?",
    ),
    Row(
        "Which mill got from seedling to sapling in the fewest days?",
        "Which mill needed the least time from seedling to sapling?",
        r"(?<=[a-z] )(?<!can )(?:got|gets|went|made it|moved|rose|came) from (?P<from>\S+) to (?P<to>\S+) in the "
        r"(?P<least>fewest|least|shortest|most|longest) (?:number of )?(?:days|months|years|time)\b",
        lambda m: f"needed the {'most' if m['least'].lower() in _MOST else 'least'} time from {m['from']} to {m['to']}",
    ),
    Row(
        "Were Zorblat and Vargle sold on the same day?",
        "was Zorblat sold on the same day as Vargle?",
        rf"^(?P<do>did|do|were|was|have) (?P<one>{_ONE}) and (?P<two>{_ONE}) (?:both )?"
        r"(?P<rest>(?!and\b)(?-i:[a-z])[^?,]*? (?:on|in) the (?:(?:very|exact) )?same (?:day|date|month|year))\W*$",
        lambda m: f"{_OF_ONE.get(m['do'].lower(), m['do'].lower())} {m['one']} {m['rest']} as {m['two']}?",
    ),
    Row(
        "which mills joined after Zorblat but before Vargle?",
        "which mills joined after Zorblat and joined before Vargle?",
        rf"\b(?P<verb>\w+ed|came)(?P<mid>(?: \S+){{0,3}}?) (?P<order>after|before) (?P<first>{_NAME}) "
        r"(?:but |and |yet )+(?P<other>after|before) (?=\S)",
        r"\g<verb>\g<mid> \g<order> \g<first> and \g<verb> \g<other> ",
    ),
    Row(
        "which mills came in directly at the sapling level?",
        "which mills joined directly as sapling?",
        r"\b(?:came in|come in|entered|(?:were )?accepted) (?P<how>directly|straight|right) (?:at|into|in|to|as) "
        r"(?:the )?(?P<level>(?-i:[a-z])+) (?:level|stage|status)\b",
        r"joined directly as \g<level>",
    ),
    Row(
        "which mills belong to Wind but not to its Small subcategory?",
        "which mills belong to Wind but not to the Small subcategory?",
        r"(?P<but>\b(?:but|and) not (?:in|to|under|of) )its (?=(?-i:[A-Z]))",
        r"\g<but>the ",
    ),
    Row(
        "Zorblat: what it is",
        "what is Zorblat?",
        rf"^(?P<name>{_NAME})(?:,|:| -) what (?:it|that|this) is\W*$",
        r"what is \g<name>?",
    ),
    Row(
        "How many mills closed in the course of 2024?",
        "How many mills closed in 2024?",
        r"\b(?:in|over|during) the course of (?=(?:the year )?(?:19|20)\d\d\b)",
        "in ",
    ),
    Row(
        "When was Zorblat promoted from seedling to sapling?",
        "When was Zorblat promoted to sapling?",
        r"(?P<when>^(?:when|(?:on|in) (?:what|which) (?:day|date|year)) (?:was|were|has|did)\b.*?\b"
        r"(?:promoted|advanced?|raised|upgraded|elevated)) "
        r"from (?:the )?(?-i:[a-z]+)(?: level| stage| phase)? (?:in)?to ",
        r"\g<when> to ",
    ),
    Row(
        "Which firms hold a Silver membership?",
        "Which firms are Silver members?",
        r"^(?P<asks>(?:which|what|how many|who)\b[^?]*?) (?:hold|holds|have|has|own) "
        r"(?:an? )?(?P<kind>(?-i:[A-Z])[\w-]+) membership\b",
        r"\g<asks> are \g<kind> members",
    ),
    Row(
        "certified millers, total",
        "how many certified millers are there?",
        rf"^(?!{_ASKS}|.*[?]|(?:we|i|they|it|there|you|our|my)\b)"
        r"(?P<what>[\w -]+?)(?: entries| items)?(?:,| -|:) (?:in )?total(?: number| count)?\W*$",
        r"how many \g<what> are there?",
    ),
    Row(
        "the date on which Zorblat was sold",
        "when was Zorblat sold?",
        rf"^(?:name )?the (?:exact )?(?:date|day|(?P<unit>year|month)) (?:(?:on|in) which|when|that) {_SUBJECT} "
        r"(?:(?P<be>was|were|is) |(?=(?-i:[a-z])+ed\b))(?P<rest>[^?]+?)[.?!]*$",
        lambda m: f"{'in which ' + m['unit'] if m['unit'] else 'when'} {m['be'] or 'did'} {m['name']} {m['rest']}?",
    ),
    Row(
        "which mills are also listed under wind power?",
        "which mills are additionally in wind power?",
        r"^(?P<asks>(?:which|what|how many|so how many|list|name|all)\b[^?]*?\b"
        r"(?:are|items|entries|tools|projects)(?: are)?) (?P<also>(?:also |additionally )?)"
        r"(?:listed|filed|placed|grouped|shown) (?:under|in|within) (?=[\w&])",
        lambda m: f"{m['asks']} {'additionally ' if m['also'] else ''}in ",
    ),
    Row(
        "which mills had at some point reached the sapling level?",
        "which mills were once sapling?",
        r"^(?P<asks>(?:which|what|list|name)\b[^?]*?) (?:(?:have|has|had) )?(?:at some (?:point|time|stage)|"
        r"at one (?:point|time)|ever|once|previously) (?:reached|been at|attained) "
        r"(?:the )?(?P<level>(?-i:[a-z])+) (?:level|stage|status)\b",
        r"\g<asks> were once \g<level>",
    ),
    Row(
        "which mills closed on the very day that Zorblat did?",
        "which mills closed on the same day as Zorblat?",
        rf"\bon the (?:very|same|exact)(?: same)? (?P<unit>day|date) (?:that|as|when) (?P<name>{_NAME}) "
        r"(?:was|did|were|had)(?=\W*$)",
        r"on the same \g<unit> as \g<name>",
    ),
    Row(
        "which pump does Zorblat use behind the scenes?",
        "which pump does Zorblat use?",
        r",? (?:behind the scenes|under the hood|by any chance|as far as you know)(?=[\s,?!.]|$)",
        "",
    ),
    Row(
        "what is behind the word Zorblat?",
        "what is Zorblat?",
        r"^what(?:['’]s| is| lies| stands| hides) behind (?:the (?:word|term|expression|phrase|acronym|name) (?!of\b)"
        r"|(?=(?:this|that|the) (?:word|term|expression|phrase|acronym|concept)\b))",
        "what is ",
    ),
    Row(
        "does Zorblat get along with Vargle?",
        "does Zorblat work with Vargle?",
        r"\bgets? along with\b|\bplays? (?:well|nice|nicely) with\b",
        "work with",
    ),
    Row(
        "would it be right to call Zorblat a mill?",
        "is Zorblat a mill?",
        r"^(?:would|is|was) it (?:be )?(?:right|correct|fair|accurate|okay|ok) to (?:call|describe|regard|treat) "
        rf"(?P<name>{_NAME}) (?:as )?(?=(?:an?|the)\b)",
        r"is \g<name> ",
    ),
    Row(
        "which door does Zorblat open unless I change it?",
        "which door does Zorblat open by default?",
        r",? (?:unless (?:you|i|we|one|it is|it['’]s)|if (?:nobody|nothing is|(?:you|i|we|one) do(?:n['’]t| not))) "
        r"(?:chang|configur|overrid|overwrit|specif|set )\w*(?: (?:it|this|that|anything|otherwise|something else))?"
        r"(?=\W*$)",
        " by default",
    ),
    Row(
        "what is a sail in this context?",
        "what is a sail?",
        r",? in (?:this|that|such a|the present) (?:context|connection|field|area|setting|respect|regard|case)(?=\W*$)",
        "",
    ),
    Row(
        "what is this Zorblat thing everyone talks about?",
        "what is Zorblat?",
        rf"^what(?:['’]?s| is) (?:this|that) (?P<name>{_NAME}) (?:thing|stuff)"
        r"(?: (?:that|which|everybody|everyone|people|they|you|all)\b[^?]*)?\W*$",
        r"what is \g<name>?",
    ),
    Row(
        "Ever heard of Zorblat? What is it?",
        "what is Zorblat?",
        rf"^(?:(?:have|did) you )?(?:ever )?(?:heard|hear|seen|read) (?:of|about) (?P<name>{_NAME})[?.] "
        r"what(?:['’]?s| is) (?:it|that)\W*$",
        r"what is \g<name>?",
    ),
    Row(
        "I need a list of all mills for a talk",
        "name all mills",
        r"^(?:i|we)(?:['’]d| would)? (?:need|want|like)(?: to (?:have|get|see))? (?:an? |the |some )?"
        r"(?:(?:full|complete|short|quick) )?(?:list|overview|enumeration) of (?:all )?(?:the )?(?P<what>[^?.!]+?)"
        r"(?: for (?:an?|my|our|the) [a-z]+)?[?.!]*$",
        r"list all \g<what>",
    ),
    Row(
        "what is Zorblat's mill called?",
        "what is Zorblat's mill?",
        rf"^what(?:['’]?s| is) (?P<what>(?:(?:{_NAME}['’]s?|its|their) (?:[a-z][\w-]* ){{0,2}}?[a-z][\w-]*|"
        rf"the (?:[a-z][\w-]* ){{0,2}}?[a-z][\w-]* of {_NAME})) (?:called|named)\W*$",
        r"what is \g<what>?",
    ),
    Row(
        "what exactly is meant by a sail?",
        "what is a sail?",
        r"^what (?:exactly |precisely |actually )?(?:is|are|was) (?:exactly |really )?(?:meant|understood) by "
        r"(?:the (?:term|word|expression|phrase|acronym) )?",
        "what is ",
    ),
    Row(
        "is there anything that replaces Zorblat?",
        "is there a tool that replaces Zorblat?",
        r"^(?:is|are) there (?:anything|something)(?: out there)? (?=(?:that|which) (?!(?:i|we|you|one)\b))",
        "is there a tool ",
    ),
    Row(
        "I need the name of the mill that grinds for Zorblat",
        "which mill grinds for Zorblat",
        r"^(?:(?:i|we)(?:['’]m| am| are)? (?:need|want|(?:look|search)ing for) )?(?:the )?name of "
        r"(?:the|an?|any) (?P<kind>[\w-]+(?: [\w-]+){0,2}?) (?:that|which|who) ",
        r"which \g<kind> ",
    ),
    Row(
        "Suppose I want to replace Zorblat. What should I use?",
        "what replaced Zorblat?",
        r"^(?:suppose |supposing |assuming |if |now )?(?:i|we) (?:want|wish|need|plan|have|would like) to "
        rf"(?:replace|get rid of|drop|move (?:away|off) from|migrate (?:away )?from) (?P<name>{_NAME})[.,;:] +"
        r"(?:so |then )?(?:what|which [a-z]+) (?:should|can|could|do|would|might) (?:i|we|one) "
        r"(?:use|take|pick|choose|switch to|move to|go for)"
        r"(?: now| then| instead| in its (?:place|stead))*\W*$",
        r"what replaced \g<name>?",
    ),
    Row(
        "my boss wants a one-line summary of Zorblat",
        "what is Zorblat?",
        r"^(?:(?:i|we|(?:my|our) [a-z]+|somebody|someone|he|she|they)(?: [a-z]+){0,2}? )"
        r"(?:wants?|needs?|asked for|asks for|(?:would|['’]d) like) (?:an? |the )?"
        r"(?:(?:short|brief|quick|rough|simple|(?:one|two|three)[ -](?:line|sentence|word)) )?"
        r"(?:overview|summary|introduction|definition|explanation|description) of (?P<name>[^?!]+?)[.?!]*$",
        r"what is \g<name>?",
    ),
    Row(
        "Zorblat explained",
        "what is Zorblat?",
        rf"^(?P<name>{_NAME}),? explained(?: simply| briefly| in a nutshell| to me)?\W*$",
        r"what is \g<name>?",
    ),
    Row(
        "what can be used instead of Zorblat?",
        "what are the alternatives to Zorblat?",
        r"^what (?:can|could|may|might) (?:be used|(?:i|one|we|you|people|somebody) use) (?:instead|in place) of ",
        "what are the alternatives to ",
    ),
    Row(
        "what became of Zorblat?",
        "what happened to Zorblat?",
        r"^what (?:became|has become|ever became|came) of ",
        "what happened to ",
    ),
    Row(
        "should I use Zorblat or Vargle?",
        "what is the difference between Zorblat and Vargle?",
        r"^(?:should|shall) (?:i|we|one) (?:rather |better )?"
        r"(?:use|choose|pick|take|go for|go with|prefer|recommend) (?:an? |the )?"
        r"(?P<one>(?!not\b)[^\s,;:?]+(?: [^\s,;:?]+)?) or (?:rather )?(?:an? |the )?"
        r"(?P<other>(?!not\b|can\b)[^\s,;:?]+(?: [^\s,;:?]+)?)\W*$",
        r"what is the difference between \g<one> and \g<other>?",
    ),
    Row(
        "what's the basic difference between Zorblat and Vargle?",
        "what's the difference between Zorblat and Vargle?",
        r"\bthe (?:basic|main|key|actual|real|essential|fundamental|big|biggest|major|principal|chief|core) "
        r"(?=differences?\b)",
        "the ",
    ),
    Row(
        "what is the difference between Zorblat and Vargle in how they grind corn?",
        "what is the difference between Zorblat and Vargle?",
        rf"^(?P<asked>(?:what|which)(?:['’]?s| is| are) the (?:[a-z]+ )?differences? between {_NAME} and {_NAME}),? "
        r"(?:in (?:how|the way|terms of)|when it comes to|with (?:regard|respect) to|regarding|concerning|as to) .+$",
        r"\g<asked>?",
    ),
    Row(
        "what is the diff between Zorblat and Vargle?",
        "what is the difference between Zorblat and Vargle?",
        r"(?<=\bthe )diffs?\b(?=\W*$)|\bdiffs?\b(?= (?:between|of)\b)",
        "difference",
    ),
    Row(
        "Zorblat or Vargle, what is the difference?",
        "what is the difference between Zorblat and Vargle?",
        rf"^(?P<one>{_NAME}) (?:or|vs\.?|versus|and) (?P<other>{_NAME})(?:[,;:?]| -) "
        r"(?:so )?what(?:['’]?s| is| are) the (?:main |actual )?differences?\W*$",
        r"what is the difference between \g<one> and \g<other>?",
    ),
    Row(
        "how often do mills get cleaned?",
        "how often are mills cleaned?",
        r"^(?P<asked>(?:(?:in|on|by|for|from) )?(?:how \w+|when|where|why|by whom|which \w+)) (?P<do>do|does|did) "
        r"(?P<name>(?!(?:i|we|you|one)\b)[^?]+?) get (?P<done>\w+(?:ed|ent|ught|ilt|ade))"
        r"(?=\W*$| (?:by|in|on|for|at|with|every|again|to|into|per|each|if|when|because|after|before)\b)",
        lambda m: f"{m['asked']} {_BEING[m['do'].lower()]} {m['name']} {m['done']}",
    ),
    Row(
        "what distinguishes Zorblat from Vargle?",
        "how does Zorblat differ from Vargle?",
        r"^what (?:(?:distinguishes|differentiates) (?P<one>[^?]+?)(?: apart)? from|"
        r"makes (?P<made>[^?]+?) (?:different|distinct|differ) (?:from|to|than)) (?P<other>[^?]+?)\W*$",
        lambda m: f"how does {m['one'] or m['made']} differ from {m['other']}?",
    ),
    Row(
        "what sets Zorblat apart from Vargle?",
        "how does Zorblat differ from Vargle?",
        rf"^what (?:sets|marks|keeps) (?P<one>{_NAME}) (?:apart|off) from (?P<other>{_NAME})"
        r"(?: (?:in terms of|with regard to|regarding|as to) .+)?\W*$",
        r"how does \g<one> differ from \g<other>?",
    ),
    Row(
        "since when is Zorblat in the Mill?",
        "since when has Zorblat been in the Mill?",
        r"^since when (?:is|are) (?P<name>(?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*){0,3}) (?=(?:in|with|at)\b)",
        r"since when has \g<name> been ",
    ),
    Row(
        "which parts make up Zorblat?",
        "which parts does Zorblat consist of?",
        rf"^(?P<asked>(?:which|what) [a-z]+(?: [a-z]+)?) (?:make|makes|made) up (?P<name>(?:the )?{_NAME})\W*$",
        r"\g<asked> does \g<name> consist of?",
    ),
    Row(
        "which mills count Zorblat among their early users?",
        "which mills have Zorblat as user?",
        rf"^(?P<asked>(?:which|what) [a-z][a-z -]*?) (?:count|number|list|rank)(?P<one>s?) (?P<name>{_NAME})"
        r" among (?:its|their) (?:[a-z]+ )?(?P<role>[a-z]+)s\W*$",
        lambda m: f"{m['asked']} {'has' if m['one'] else 'have'} {m['name']} as {m['role']}?",
    ),
    Row(
        "has anybody bought Zorblat?",
        "was Zorblat bought?",
        r"^(?:has|have) (?:anybody|anyone|somebody|someone)(?: ever| yet)? (?P<done>\w+(?:ed|ght|lt))(?: ever)? "
        r"(?P<name>(?-i:[A-Z])\S*?(?: (?-i:[A-Z])\S*?)*)\W*$",
        r"was \g<name> \g<done>?",
    ),
    Row(
        "how do the docs define a mill?",
        "what is a mill?",
        rf"^how (?:(?:do|does|did|would) {_NAME} (?:define|describe|explain)|do you define|would you define|is) "
        rf"(?P<name>{_NAME})(?P<defined> defined(?: in| by)?[^?]*)?\W*$",
        lambda m: f"what is {m['name']}?" if bool(m["defined"]) != ("efine" in m[0][: m.start("name")]) else m[0],
    ),
    Row(
        "Zorblat is gone - what should people use in its place?",
        "what replaced Zorblat?",
        rf"^(?:now that |since |if )?(?P<name>{_NAME}) (?:is|was|has been|got) "
        r"(?:gone|dead|deprecated|retired|discontinued|archived|abandoned|no longer \w+)\W+(?:so |then )?"
        r"what (?:should|can|could|do|did|shall|must) (?:\w+ )?(?:now )?(?:use|take|pick|choose|switch to|move to)"
        r"(?: now| then| instead| in its (?:place|stead))*\W*$",
        r"what replaced \g<name>?",
    ),
    Row(
        "is it okay to grind rye with Zorblat?",
        "can I grind rye with Zorblat?",
        r"^(?:is|would) it (?:be )?(?:ok|okay|fine|possible|allowed|permitted|feasible|alright|all right) "
        r"(?:for (?:me|us) )?to (?=\w)",
        "can I ",
    ),
    Row(
        "what does the name Zorblat stand for?",
        "what does Zorblat stand for?",
        r"^what (?P<does>do|does|did) the (?:name|word|term|abbreviation|acronym) (?=\S+ stand for\b)",
        r"what \g<does> ",
    ),
    Row(
        "There are two types of mills. Which one is Zorblat?",
        "which type of mills is Zorblat?",
        r"^there are (?:[a-z]+|\d+) (?P<kind>type|kind|sort|class|group)(?:e?s) of (?P<of>[^.;:?]+?)[.;:,] "
        r"(?:so )?which (?:one |of (?:them|these|those|the two) )?(?=(?:is|are|does|do|was|were)\b)",
        r"which \g<kind> of \g<of> ",
    ),
    Row(
        "what made Acme build Zorblat?",
        "why did Acme build Zorblat?",
        r"^what (?:made|prompted|led|drove|motivated|moved|inspired|caused) "
        r"(?P<name>(?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*)*) (?:to )?(?P<verb>[a-z]+) "
        r"(?=(?:the|an?|its|their|from|to|for|using)\b|(?-i:[A-Z]))",
        r"why did \g<name> \g<verb> ",
    ),
    Row(
        "list a few mills",
        "name mills",
        r"^(?:name|list|give|show)(?: me| us)? (?:a few|some|several|a couple of|a handful of) (?!of\b)",
        "name ",
    ),
    Row(
        "who is it that made Zorblat?",
        "who made Zorblat?",
        r"^(?P<word>who|what|which \w+)(?:['’]s| is| was) it that ",
        r"\g<word> ",
    ),
    Row(
        "Zorblat was made by whom?",
        "by whom was Zorblat made?",
        rf"^(?!{_ASKS})(?P<claim>.+) (?P<by>by|for|from|with|to) (?:whom|who)\s*\?*$",
        lambda found: f"{found['by']} whom {to_question(found['claim'])}",
    ),
    Row(
        "I need a tool that grinds corn",
        "which tool grinds corn",
        r"^(?:i(?:['’]m| am)? )?(?:need|want|looking for|searching for|search for|after|"
        r"(?:find|name|give|show|list)(?: me)?) (?:an?|some|any) (?P<kind>[\w-]+(?: [\w-]+){0,3}?) (?:that|which) "
        r"(?!(?-i:[A-Z])|(?:the|an?|it|they|he|she|i|we|you|this|these|there)\b)",
        r"which \g<kind> ",
    ),
    Row(
        "what is the use of Zorblat?",
        "what is Zorblat good for?",
        r"^what(?:['’]s| is) the (?:use|good) of (?:having |using )?"
        r"(?P<name>(?-i:[A-Z])\S*?(?: (?-i:[A-Z])\S*?)*)\s*\?*$",
        r"what is \g<name> good for?",
    ),
    Row(
        "is Zorblat soft these days?",
        "is Zorblat soft now?",
        r"\b(?:these days|nowadays|at the moment|right now|at present|as we speak)\b",
        "now",
    ),
    Row(
        "With Zorblat, must I import Vargle first?",
        "must I import Vargle first with Zorblat?",
        r"^(?P<first>if|when|while|with|without|in|on|for|at|by|from|under|after|before|during|using|given)\b"
        r"(?P<lead>(?:(?!\b(?:what|which|who|whom|whose|when|where|why|how)\b)[^?])+?), (?:then )?"
        rf"(?P<asked>(?:am|{AUXILIARY})\b[^,]+?)\W*$",
        lambda found: f"{found['asked']} {found['first'].lower()}{found['lead']}?",
    ),
    Row(
        "am I usually able to grind corn with Zorblat?",
        "can I grind corn with Zorblat?",
        rf"^(?:am|are|is) (?P<name>i|you|we|one|(?:the )?{_NAME}) (?:(?:\w+ly|still|ever) )?able to ",
        r"can \g<name> ",
    ),
    Row(
        "Compare Zorblat and Vargle: who joined first?",
        "of Zorblat and Vargle, which one joined first?",
        r"^(?:compare |between |take |given )?(?P<one>[^:;?,]{2,60}?) (?:and|or|vs\.?|versus) "
        r"(?P<other>[^:;?,]{2,60}?)\s*[:;]\s*(?:which|who)(?: one| of them| of the two)? ",
        r"of \g<one> and \g<other>, which one ",
    ),
    Row(
        "What came before Zorblat?",
        "what did Zorblat replace?",
        rf"^what (?:came|was there|existed) before (?P<name>(?-i:[A-Z]){_NAME})\W*$",
        r"what did \g<name> replace?",
    ),
    Row(
        "Zorblat is what kind of mill?",
        "what kind of mill is Zorblat?",
        rf"^(?P<name>(?!{_ASKS}){_NAME}) (?P<verb>is|are|was|were) "
        r"(?P<kind>what (?:kind|type|sort|class) of [^?]+?)\W*$",
        r"\g<kind> \g<verb> \g<name>?",
    ),
    Row(
        "Are its sails good enough for storms?",
        "Are its sails suitable for storms?",
        r"^(?P<asked>(?:is|are|was|were) [^?]+?) (?:good|fine|ok|okay|right) enough (?=for\b)",
        r"\g<asked> suitable ",
    ),
    Row(
        "what did Zorblat also grind?",
        "what else did Zorblat grind?",
        r"^what (?P<verb>do|does|did) (?P<name>[^?]+?) also (?!known|called|named)(?=\w)",
        r"what else \g<verb> \g<name> ",
    ),
    Row(
        "which corn did Zorblat also grind?",
        "which corn did Zorblat grind?",
        r"^(?P<asked>which [^?]+? (?:do|does|did) [^?]+?) also (?!known|called|named)(?=\w)",
        r"\g<asked> ",
    ),
    Row(
        "what does the name of Zorblat mean?",
        "what does the name Zorblat mean?",
        r"\bthe name of (?P<name>(?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*)*) (?=(?:mean|come|stem|derive)s?\b)",
        r"the name \g<name> ",
    ),
    Row(
        "Which mills exist?",
        "Which mills are there?",
        r"^(?P<kind>(?:which|what) (?!(?:kind|type|sort)s? of)(?:[\w-]+ ){1,4})(?:currently |already )?exists?"
        r"(?: today| now| out there)?\W*$",
        r"\g<kind>are there?",
    ),
    Row(
        "How old is Zorblat?",
        "when was Zorblat created?",
        r"^how old (?:is|are) (?P<name>.+?)[ ?!.]*$",
        r"when was \g<name> created?",
    ),
    Row(
        "Zorblat explained",
        "what is Zorblat?",
        rf"^(?:eli5\W+)?(?P<name>{_NAME}) (?:explained|explanation|definition|defined|meaning|overview|basics)"
        r"(?:,? please)?[?!.]*$",
        r"what is \g<name>?",
    ),
    Row(
        "Zorblat - what does that mean?",
        "what is Zorblat?",
        rf"^(?P<name>{_NAME})(?: [-–—]| ?:| ?\?) "
        r"(?:what['’]?s (?:that|this|it)|what (?:is|does) (?:that|this|it)(?: mean)?)\W*$",
        r"what is \g<name>?",
    ),
    Row(
        "Zorblat developed by",
        "who was Zorblat developed by?",
        r"^(?P<name>(?!(?:which|what|who|is|are|was|were|how|when|where|why|list|name)\b)(?:[\w.+-]+ ){1,3})"
        r"(?:is |was |(?:originally|first) )?(?P<done>created|developed|written|built|made|founded|maintained|donated|"
        r"designed|invented|started|owned|hosted|used|sponsored|backed|funded) by(?: who| whom)?\W*$",
        r"who was \g<name>\g<done> by?",
    ),
    Row(
        "what was Zorblat called while it was a secret?",
        "what was Zorblat called before?",
        rf"^(?:what|which name) (?:was|were|did) (?P<name>(?:the )?{_NAME}) (?:called|named|known as|go by)"
        r"(?: back)?,? (?:while|when|before|in (?:its|their) early|in the (?:early|beginning)|at first)\b.*$",
        r"what was \g<name> called before?",
    ),
    Row(
        "what was Zorblat's earlier name?",
        "what was Zorblat called before?",
        rf"^(?:what|which) (?:was|is|were|are) (?P<name>(?:the )?{_NAME})(?:['’]s?) "
        r"(?:earlier|first|initial|former|old|previous|original|prior) names?\W*$",
        r"what was \g<name> called before?",
    ),
    Row(
        "Zorblat is an example of what?",
        "what kind of thing is Zorblat?",
        rf"^(?:(?P<name>{_NAME}) (?:is|are) (?:an example|examples|a kind|a type|a sort) of (?:what|which \w+)"
        rf"|what (?:is|are) (?P<other>{_NAME}) (?:an example|examples|a kind|a type|a sort) of)\W*$",
        lambda m: f"what kind of thing is {m['name'] or m['other']}?",
    ),
    Row(
        "what is Zorblat, a mill, a kiln or something else?",
        "what kind of thing is Zorblat?",
        r"^what (?:is|are) (?P<name>[^,:?!\s]+(?: [^,:?!\s]+){0,3}?)(?:[,:]| [–—-]) (?:an? |the )?[^?]+ or "
        r"(?:an? |the )?(?:something else|other|another thing|neither|what|an? \w+(?: \w+)?)\W*$",
        r"what kind of thing is \g<name>?",
    ),
    Row(
        "which mill took its inspiration from Zorblat?",
        "which mill was inspired by Zorblat?",
        r"\b(?:(?:takes?|took|drew|draws?|got|gets?) (?:its |their |some |much )?inspiration from)\b",
        "was inspired by",
    ),
    Row(
        "what came out of the University of Zorb?",
        "what was created at the University of Zorb?",
        r"^what (?:came|comes|has come) out of (?P<name>(?:the )?(?-i:[A-Z])[^\s?!]*(?: [^\s?!]+){0,4}?)\W*$",
        r"what was created at \g<name>?",
    ),
    Row(
        "what succeeded Zorblat?",
        "what replaced Zorblat?",
        r"^(?P<asked>(?:what|which [a-z]+)(?: eventually| later)?) (?:succeeded|superseded|took over from) ",
        r"\g<asked> replaced ",
    ),
    Row(
        "what's the job of Zorblat?",
        "what does Zorblat do?",
        rf"^what(?:['’]s| is) the (?:job|task|role|duty|function) of (?P<name>{_NAME})\W*$",
        r"what does \g<name> do?",
    ),
    Row(
        "intro to Zorblat",
        "what is Zorblat?",
        rf"^(?:(?:an? )?intro to|eli5\W+|who or what (?:is|are)) *(?P<name>{_NAME})[?!.]*$",
        r"what is \g<name>?",
    ),
    Row(
        "Could you give me an overview of Zorblat?",
        "what is Zorblat?",
        rf"^(?:(?:please|kindly|{_YOU}) )?(?:describe|explain|introduce|summari[sz]e|define"
        r"|(?:tell|show) (?:me|us) (?:more |everything |all |something |a (?:bit|little) )?about"
        r"|what(?:['’]s| is) (?:the (?:deal|story) with|up with)"
        r"|(?:what can you tell (?:me|us) |what do you know |everything |more )about"
        r"|(?:some )?info(?:rmation)? (?:on|about)|(?:(?:give|show) (?:me |us )?)?(?:an? |the )?"
        r"(?:(?:short|brief|quick) )?(?:overview|summary|introduction|definition|"
        r"meaning(?! of the (?:name|word|term)\b)) (?:of|to))(?: +(?:to|for) (?:me|us))? +"
        rf"(?P<name>(?!(?:to|for) ){_DESCRIBED}(?: +{_DESCRIBED}){{0,4}}?)(?: (?:to|for) (?:me|us|a \w+))?"
        r"(?: please)?[.?!]*$",
        r"what is \g<name>?",
    ),
    Row(
        "common databases that run in clusters",
        "which common databases run in clusters",
        r"^(?:all |any |some |the )?(?P<kind>(?!(?:number of|as|in|on|from|by|with|what|which|who|whom|whose|when|"
        r"where|why|how|list|name|show|give|count|tell|find|get|enumerate|display|print|compare|"
        r"is|are|was|were|do|does|did|has|have|can)\b)(?:[\w-]+ ){0,3}?[\w-]+(?<!s)(?-i:s)) "
        r"(?:that|which) (?=(?-i:[a-z]))",
        r"which \g<kind> ",
    ),
    Row(
        "Could you give me examples of Zorblat?",
        "name examples of Zorblat?",
        r"^(?:(?:please|kindly|can you|could you|would you) )*(?:give|name|list)(?: (?:me|us))? (?=.)",
        "name ",
    ),
)
# What may stand behind words that ask for it alone: "tell me ...", "I wonder ...".
OPENED_ROWS = (
    Row("the maker of Zorblat", "name the maker of Zorblat", r"^(?=(?:the|a|an|some|all|any)\s)", "name "),
    Row(
        "what Zorblat is called now.",
        "what is Zorblat called now?",
        rf"^(?P<word>what|who|where|how) {_SUBJECT} (?P<verb>is|are|was|were)"
        r"(?P<tail> (?:(?:there |good )?for|called|used for|known as|called now|now))?\W*$",
        r"\g<word> \g<verb> \g<name>\g<tail>?",
    ),
    Row(
        "what a mill does",
        "what does a mill do?",
        rf"^(?P<word>what) {_SUBJECT} does\W*$",
        r"\g<word> does \g<name> do?",
    ),
    Row(
        "what ZBT stands for",
        "what does ZBT stand for?",
        rf"^(?P<word>what|who|where|how) {_SUBJECT} (?P<verb>stand|mean|work)s(?P<tail> for)?\W*$",
        r"\g<word> does \g<name> \g<verb>\g<tail>?",
    ),
)
_ROWS, _OPENED_ROWS = (
    [(re.compile(row.pattern, re.IGNORECASE), row.form) for row in rows] for rows in (ROWS, OPENED_ROWS)
)


def to_plain(asked: str, opened: bool = False) -> Asked:
    """Return a question as the plain one that it is; `opened`: words that ask for it stood before it ("tell me").

    >>> to_plain("whether Zorblat was bought", opened=True).text, to_plain("what Zorblat is.", opened=True).text
    ('was Zorblat bought?', 'what is Zorblat?')
    >>> to_plain("Explain how Zorblat scales").text
    'Explain how Zorblat scales'
    """
    put = read_claim(asked, opened) or Asked(ask_announced(asked) or asked)
    text = put.text
    for pattern, form in (*_ROWS, *(_OPENED_ROWS if opened else ())):
        text = pattern.sub(form, text)
    return replace(put, text=text)
