"""What may stand on a card, by its words alone: no boilerplate, production notes, biographies or fragments.

These lists keep the first day readable; the discriminator learns the rest. Every pattern names something
that readers marked 1 or 2 in trials: release dates, casts, prizes, speakers' lives, conference notices.
"""

from __future__ import annotations

import re

from engine.text.cuts_build import listed

FILM_NOUNS = listed(
    "film movie picture documentary docudrama mockumentary comedy drama melodrama thriller western musical "
    "short cartoon serial feature featurette series miniseries telefilm anime animation adventure romance "
    "farce satire biopic noir mystery fantasy romcom dramedy"
)
TALK_NOUNS = listed(
    "talk presentation session tutorial workshop lecture poster keynote paper course class lesson video "
    "episode webinar demo discussion panel seminar screencast module chapter"
)

_NOT_PROSE = re.compile(
    r"https?:|www\.|\w@\w|[<>{}\[\]|=\\^~#`*_]|\.(?:com|org|net|io|py|html?)\b|::|//|\b\d{1,2}:\d{2}\b|&\w+;"
    r"|^\W*\d+[.)]\s|^\d+(?:-\d+)? min|\s\d{1,2}\.$|\.\.\.|…|[\u2022\u25cf\u25aa\ufffd]|\bhref\b|[!?.,]{2,}\S",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[\"“']?[A-Z][\w'’/-]*(?: [\w&'’/-]+){0,5}:\s")  # "Speaker: ...", "Track One: ..."
_TORN_END = re.compile(
    r"(?:[,:;(\-–—/&]|\b(?:Mr|Mrs|Ms|Dr|St|Prof|vs|e\.g|i\.e|etc|No|Vol|Inc|Sr|Jr|Co|Fig|Ph\.D|eg|ie)\.|"
    r"\b(?:and|or|but|the|an?|of|to|by|with|from|into|e\.g\.?|i\.e\.?|such as|including|like))[\s.]*$"
)
_SQUASHED = re.compile(r"[a-z][.!?][A-Z]|\w[\"“”]{2}|\w ,|[a-z]{3}[A-Z][a-z]+[a-z][A-Z]|\w{25,}|[a-z],[A-Za-z]")
# Slips of those who wrote it: nothing right can be cut out of a wrong sentence.
_SLIP = re.compile(
    r"\b(?!(?:had|that|is|very|really|so|no|more)\b)([a-z]+) \1\b|\b(?:[Aa]n?|[Tt]he) (?:an?|the|this|that|these)\b"
    r"|\ban other\b|\bit['’]s own\b|\b(?:see|show|learn|know|explain|discuss) how do(?:es)? (?:we|you|it|they|I|the)\b"
    r"|\b[Oo]ne the\b|\b([a-z]+ (?:an?|the)) \2\b|\ba (?:[ai][a-z]{2,}|e(?!u|w)[a-z]{2,}|o(?!ne|nce|ui)[a-z]{2,})\b"
    r"|\ba (?:un(?!i|a)|up)[a-z]{2,}\b|\b[Aa]n (?:[bcdgjkpqtvwz][a-z]|[flmnrs][aeiou])[a-z]+\b"
    r"|\b[Tt]here(?:'s|’s| is) are\b|\.\.$|\bwhich in can\b|\bthrough in the\b|\b[Ii]n this (?:talk|paper) \w+s how\b"
    r"|\b(?:[Ww]e|I|[Tt]hey|[Yy]ou)['’]ve (?:build|make|take|write|choose|see|get|do)\b|\bby: "
    r"|, [A-Z], (?:who|an?|the)\b|\b(?:as|when|if|where|for|of) [b-hj-z](?= |[.,])(?![.,]\w)"
    r"|\b(?:played|portrayed|voiced) by\b.*\brespectively\b"
)

_BOILERPLATE = re.compile(
    r"licen[sc]ed? under|creative commons|copyright|©|\bslides?\b"
    r"|\brecorded (?:at|in|on|by|live|from|during|for)\b|\bsubscribe\b|\bfollow (?:me|us) on\b|\btwitter\b"
    r"|\byoutube\b|\bgithub\b|\bpatreon\b|\bsponsor|\bcaption(?:s|ed|ing)?\b|\bQ ?& ?A\b|\bplease\b"
    r"|\bmore (?:info|information|details?)\b|\bfor more\b|\bsee also\b|\bpre-?requisites?\b"
    r"|\b(?:need|have|should|expected) (?:to )?be (?:[\w-]+ ){0,3}(?:familiar|comfortable) with\b"
    r"|\b(?:prior|previous|some) (?:knowledge|experience|exposure)\b"
    r"|\bexperience (?:in|with) .* (?:is|are|required|helpful|useful)\b|\bknowledge of\b|\bfamiliarity with\b"
    r"|\blaptops?\b|\bregist(?:er|ration) (?:for|is|now)\b|\btickets?\b|\bmeet ?ups?\b|\bhappy to\b"
    r"|\bbasic (?:understanding|knowledge|familiarity)\b|\battendees (?:should|must|need|will need|are)\b"
    r"|\b(?:talk|presentation|video|session|tutorial|workshop) (?:was|were|has been) \w+"
    r"|\b(?:is|are) available (?:at|on|from|under|in|here)\b|\bavailable here\b|\bthanks?\b|\babstract\b"
    r"|\bclick\b|\bdownload\b|\bcode of conduct\b|\bconference\b|\baudience level\b|\bSIGs?\b"
    r"|\bpython software foundation\b|\bpy ?con\b|\beuro ?(?:python|scipy)\b|\bpydata\b|\bsci ?py 20"
    r"|\bdjango ?con\b|\bdisclaimer\b|\brequire(?:d|s|ments)? (?:for|to attend)\b|\bno experience\b"
    r"|\blightning talks?\b|\bcomplete list of\b|\bquestions?,? (?:and answers|at the end|from the)\b"
    r"|\bminutes? (?:of|for)\b|\bwork (?:is|was) (?:supported|funded|licensed)\b|\bfilm articles?\b"
    r"|\bthis article\b|\btime permitting\b|\b(?:presentation|talk) by\b|\bNumFOCUS\b",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"\bI(?: am|'m|’m|'ve been|’ve been| have been| was) (?:an? |the |currently |also |now |working |born )"
    r"|\b(?:is|was|as) (?:also |currently |now )?(?:an?|the|one of the) (?:[\w-]+ ){0,4}?(?:engineer|"
    r"developer|programmer|data scientist|consultant|professor|lecturer|researcher|reporter|journalist|"
    r"(?:co-)?founder|CEO|CTO|contributor|core dev\w*|architect|PhD|fellow|maintainer|evangelist|advocate|freelance\w*|"
    r"speaker|author|committer|student|postdoc\w*|director|manager|lead|enthusiast|organi[sz]er|"
    r"analyst)s?(?: and [\w /-]+)?(?: who (?:works?|has|enjoys?|loves?))?(?: ?[.,]| at | of | for | in |"
    r" with | on | from |$)"
    r"|\bis an? (?:[\w,-]+ )+(?:developer|builder|teacher|engineer|scientist)s? (?:and [\w ]+ )?from (?-i:[A-Z])"
    r"|\bresides? in\b|\bI(?: am|'m|’m) (?-i:[A-Z])|\bI (?:find joy|love|live|work|currently|graduated|enjoy)\b"
    r"|\bI(?: have|'ve|’ve) worked\b"
    r"|\b[Mm]y (?:true )?(?:passions?|interests?|career|background|hobb|name|research interests)"
    r"|\bis a (?:\w+ )?member of\b"
    r"|\b(?:senior|lead|principal|staff|chief) (?:software|data|research|developer|engineer|scientist)"
    r"|\b(?:works?|worked|working) (?:as an?|at|for) |\bPh\.?D"
    r"|\b(?:his|her|their|my|your) (?:spare|free) time\b|\bdegrees? (?:in|from|at)\b|\bgraduated\b"
    r"|\bspeaks? at\b|\byears of experience\b"
    r"|\bhas been (?:using|working|programming|writing|developing|coding|involved|a)\b"
    r"|\blives (?:in|with)\b.*\b(?:wife|husband|kids|cats?|dogs?)\b|\bmy name is\b|\bmaster'?s\b"
    r"|\bcurrently (?:works?|lives|working|employed|a)\b|\bauthor of\b|\bco-?founde"
    r"|\benjoys?\b.*\b(?:hiking|cooking|cycling|running|reading|travel\w*)\b",
    re.IGNORECASE,
)
_PRODUCTION = re.compile(
    r"\b(?:is|are|was|were|be|been|being|got|gets)\s+(?:\w+ly |also |later |first |then |now |still |not |"
    r"never |thought to be |believed to be )*(?:directed|(?:co-?)?written|released|filmed|shot|adapted|"
    r"scored|published|banned|rated|nominated|re-?released|re-?made|restored|preserved|distributed|"
    r"premi[eè]red|cast|edited|produced|dubbed|screened|entered|selected|televised|broadcast|aired|"
    r"composed|photographed|rereleased|novelized|titled|retitled|loosely based|based|inspired by|"
    r"considered|praised|criticized|panned|well received|reviewed|acquired|remembered|notable|known|noted|"
    r"intended to be|planned|commissioned|copyrighted|lost|billed|dedicated|followed|preceded|reissued|"
    r"favorably|unfavorably|positively|negatively|poorly|generally|deemed|marketed|designed by|"
    r"animated by|featured on|included (?:on|in)|available on|influenced by|conceived)\b"
    r"|\b(?:co-?)?star(?:s|red|ring)\b|\bcast\b|\bcameo|\bsupporting roles?\b|\bleading roles?\b|\btitle role\b"
    r"|\blead roles?\b|\bin the roles? of\b|\bbox[ -]office\b|\bgross(?:ed|es|ing)?\b|\bRotten Tomatoes\b"
    r"|\bMetacritic\b|\bacademy awards?\b|\boscars?\b|\bgolden globes?\b|\bBAFTA|\bemmys?\b|\bnominat"
    r"|\bcritic(?:s|ally)\b|\b(?:positive|negative|mixed|favou?rable|poor|good|rave|mostly|generally) reviews\b"
    r"|\bpremi[eè]red?s?\b|\btheatrical|\btheat(?:er|re)s\b|\bDVDs?\b|\bVHS\b|\bblu-?ray\b|\blaserdisc\b"
    r"|\bhome (?:video|media)\b|\bscreenplay|\bscreenwrit|\bcinematograph|\bsoundtrack|\bfilm score"
    r"|\bfilm(?:ing|ed)\b|\bprincipal photo|\bshot (?:on|in|at|entirely|during|mostly|primarily)\b|\bremakes?\b"
    r"|\bsequels?\b|\bprequel|\bspin-?off|\breboot\b|\bworking title|\blost film|\bprints? (?:of|exist|surviv)"
    r"|\bcop(?:y|ies) of the\b|\bpublic domain|\bLibrary of Congress|\bNational Film|\bfilm festival"
    r"|\bfestival\b|\bbudget\b|\$ ?\d[\d.,]* ?(?:million|thousand)?"
    r"|\breleas(?:ed|ing) (?:by|on|in|to|through|straight|direct|as)\b"
    r"|\brelease\b.*\b(?:United|U\.S|wide|video|date)\b|\bdistribut(?:ed|or|ion) (?:by|rights)\b"
    r"|\b(?:screen|film|feature|directorial|acting) debut|\bdebuts? of\b|\bfinal (?:film|screen|feature)\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|last|final|only|\d+(?:st|nd|rd|"
    r"th)) (?:[\w-]+ ){0,4}?(?:film|movie|cartoon|picture|installment|instalment|entry|short|feature|"
    r"collaboration|appearance|adaptation|role|volume|pairing)\b"
    r"|\binstal?lment\b|\bfranchise\b|\bworking with\b.*\bdirector\b|\bfilm stars?\b|\bvoices? of\b|\bvoiced\b"
    r"|\bnarrat(?:ed|or|ion)\b|\btechnicolor\b|\bcinemascope\b|\bscreened?\b|\bscreening|\baudiences\b"
    r"|\bstudios?\b.*\b(?:film|picture)|\bpre-code\b|\bMPAA\b"
    r"|\bthe (?:director|writer|actor|actress|producer|screenwriter)s?\b|\bactors?\b.*\bfilm\b"
    r"|\b(?:this|the) (?:film|movie|picture|short|cartoon|production) (?:was|were|has|had|is (?:an?|the|"
    r"one|also)|marks?|marked|received|won|earned|opened|made|uses|used|holds|remains|became|contains|"
    r"includes|does not|features? (?:music|songs?|performances?))\b"
    r"|\bcult (?:following|classic|film|status)\b|\bbased (?:up)?on\b|\bnovel\b|\bnovella\b"
    r"|\bshort stor(?:y|ies)\b|\bstage play\b|\bBroadway\b|\badaptation\b|\bplay by\b|\brunning time\b"
    r"|\btopless\b|\bnude\b|\bcritic(?:al)? (?:acclaim|reception|success)|\bcommercial (?:success|failure)"
    r"|\bflop\b|(?-i:\bWarner)|\bParamount\b|(?-i:\b20th Century)|\bMGM\b|\bMetro-Goldwyn"
    r"|(?-i:\bUniversal (?:Pictures|Studios))"
    r"|\bRKO\b|\bDisney\b|\bColumbia Pictures|(?-i:\bProductions\b)|(?-i:\bPictures\b)|(?-i:\bFilms\b)"
    r"|(?-i:\bEntertainment\b)"
    r"|\bNetflix\b|\bHBO\b|\bCBS\b|\bNBC\b|(?-i:\bLifetime\b)|\bLooney Tunes|\bMerrie Melodies|\bwrote the\b"
    r"|\bplays (?:the|an?) \w+ (?:role|part)\b|\bportrayed by\b"
    r"|\bplay(?:s|ed)? (?:(?-i:[A-Z])\w+|the (?:role|part|title|lead)|himself|herself|\w+'s? (?:wife|husband|"
    r"mother|father))"
    r"|\bappears? (?:as|in|briefly|alongside|on)\b|\bprovid\w+ the voice|\bportrays? (?-i:[A-Z])\w+ (?-i:[A-Z])"
    r"|\blimited release\b|\bsongs? by\b|\bmusic by\b|\bpresumed lost\b|\bcensor|\brequired a cut|\bextant\b"
    r"|\bfilm industry\b|\bplayed by\b|\bmakes? (?:her|his|their) \w+ debut|\bre-?united with\b"
    r"|\bcollaborat\w+ (?:with|between)\b|\btwo-reel|\b\w+-reel\b|\bkinescope|\bbroadcasts?\b|\baired\b"
    r"|\bsurviv(?:es|ing) (?:in|film|print|complete)|\bKalem\b|\bVitagraph\b|\bThanhouser\b|\bEssanay\b"
    r"|(?-i:\bMonogram\b)|\bRepublic Pictures|\bproducer\b|\bmarketing\b",
    re.IGNORECASE,
)
_SHOW_BUSINESS = re.compile(
    r"^(?:(?:executive|associate|co)[ -]?)?"
    r"(?:narrat|host|present|moderat|direct|produc|introduc|voic|film|edit|curat)ed(?:(?:,| and| &)+ (?:co-)?\w+)* by\b"
    r"|\b(?:films?|movies?|series|documentary|shows?|talks?|sessions?|episodes?|podcasts?|it|is|panel) "
    r"(?:narrated|hosted|presented|moderated) by\b"
    r"|^(?:An?|Another) notable\b|\bserves? as producers?\b|\blead actors?\b|\bprominent roles?\b"
    r"|\bfollows on from\b|\bended up distributing\b|\bfilm (?:appearances|roles)\b"
    r"|\b(?:called|as) .{0,40}genre\b|\bis a TV pilot\b"
    r"|\bis an? \d{4} [\w -]*(?:film|movie|comedy|drama|thriller|western|noir)\.$|\bpartially based\b"
    r"|\btitular character\.$"
    r"|\bare featured\.$|\bduring production\b|\blocation (?:for|shooting)\b|\bcredited (?:with|as|for)\b"
    r"|\bsignature song\b"
    r"|\bidea for the film\b|\b(?:19|20)\d\d version\b|\bsequences (?:feature|were)\b|\bpicture's\b"
    r"|\bexecutive director\b"
    r"|\bwas (?:conceived|changed to)\b|\bcompleted the film\b|\bextras\b.*\bactors\b|\buncredited\b|\bfootage\b"
    r"|\b(?:bit|leading|starring) roles?\b|\btheme song\b|\bspanish(?:-language)? version\b|^locations\b"
    r"|\bcritic (?-i:[A-Z])|\bfeature\.$|\bfeatured in supporting\b|^subtitles\b|\bprogrammer is\b|\bdue to poor\b"
    r"|^(?-i:[A-Z][\w.'-]+ ){2,4}(?:plays?|portrays?|stars) |\bBAFTA|\bacademy awards?\b|\boscars?\b"
    r"|\bgolden globes?\b|\bsequels?\b|\bprequel"
    r"|\b(?:featured|ensemble|supporting) (?:cast|actors?)|\bcast member|\breprises?\b|\breprising\b"
    r"|\bsupporting roles?\b|\bprints? (?:is|are|of|survives?|exists?)\b|\bbox[ -]office\b"
    r"|\bcop(?:y|ies) (?:is|are|exists?|of|survives?)\b|\b[Pp]roduction (?:took|began|started|was)|\banimator"
    r"|\banimation (?:effects|director)|\bart direct|\bcostume design|\bchoreograph"
    r"|\bversion of (?:this|the) (?:film|movie)|\breleased the (?:film|movie)|\bin the film\.$|\bstar\.$"
    r"|\brave reviews|\bnominated for|\bappeared in (?:another|the|a) \w* ?(?:film|movie|series)|\bfilm archive"
    r"|\bMuseum of Modern Art|\b[Mm]usic was|\bremake|\b(?:days|weeks|months) to film|\bpost-?war production"
    r"|\bbackgrounds were|\bdistribution of the\b|\bbrought in\.$"
    r"|\bfollow(?:s|ed) (?:the|a similar) (?:book|novel|play|story|storyline|plot)\b"
    r"|\b(?:directed|written|produced|distributed) (?:and [\w-]+ )?by\b"
    r"|^The (?:film|movie|short|cartoon) (?:followed|was|had|took|made|saw|won)\b|\bgaffer|\bpublicity\b"
    r"|\bcontract with\b.*\bstudio|\btitle card|\bsongs? by\b|^Prints?\b|\b[Tt]he cast\b|\bstars? (?-i:[A-Z])"
    r"|\bscreen appearance|\b(?-i:[A-Z])\w+ plays? (?:an?|the)\b|\bprotagonist of the film|\boriginal story\b"
    r"|\bmusic score\b|\bunder the aegis\b|\bplotline of\b"
    r"|\b(?:film|movie)'s (?:director|producer|star|special|effects|music|sets|title|score|budget|"
    r"production|production|release|success|reception|theme song|cast|crew|soundtrack)"
    r"|\b(?:(?-i:[A-Z])\w+ )(?:co-?)?(?:directed|produced|composed|scored|wrote|edited|photographed|adapted|"
    r"penned|scripted|choreographed)\b(?! (?:by|of|to|a (?:letter|note|book)))"
    r"|\bplot (?:closely )?resembles\b|\bscenario\b|\bactors? includes?\b|\bRoger Ebert\b"
    r"|\b(?:silent|sound|talking) film\b.*\b(?:considered|presumed|lost|survive)|\bthe same name\b|\bnamesake\b"
    r"|\bsame title\b|\bre-?release|\bstarring\b|\bstarred\b|\bstars as\b|\bco-stars?\b|\bdirectorial\b"
    r"|\bscreenwriter|\bscreenplay",
    re.IGNORECASE,
)
# Said of those who made a film or of its copies; in a story or a talk the same words may be innocent.
_MAKING = re.compile(
    r"\b(?:serv|act)(?:es|ed|s)? as (?:the |an? |its |his |her |executive |film's |co-?)*(?:executive |associate "
    r"|technical |musical )*(?:producers?|consultants?|advis[eo]rs?|narrators?|editors?|extras?|director)\b"
    r"|\bstars? in (?:a|the|this) production|\b(?:musical|music) (?:supervision|direction|numbers?|score)\b"
    r"|\banimated (?:it|the|this)\b|\bnoticed by (?-i:[A-Z])|\b(?:is|are|was|were) (?:also )?featured\b|\bduties\b"
    r"|\bshowings?\b|\bmade no other\b|\bexcerpts?\b|^Supporting\b|\bas an extra\b|\bfor the podcast\b"
    r"|\b(?:early|small|minor|brief|uncredited|guest) (?:appearance|role|part)s?\b|\bexecutive producers?\b"
    r"|\bessayed the\b|\bthe (?:short|cartoon|picture|serial)s? (?:is|are|was|were|features?)\b|\bteleplay\b"
    r"|\bsongs (?:include|are|were)\b|\bcolou?r sequences?\b|\b(?:visual|special) effects\b|\bsight gags?\b"
    r"|\btechnical advis|\bthe (?:film|movie|picture)'s (?:copyright|locations?|themes? (?:is|was|song))\b"
    r"|\b(?:film|movie)s? (?:industry|careers?|studios?)\b|\bteamed up again\b|\bslight alterations"
    r"|\b(?:prologue|epilogue)\b|\b(?:is|was) (?:also )?a (?:fictional|fictionalized) (?:account|version)\b"
    r"|\bspanish-language\b|\blost silent\b|\balternat(?:e|ive) (?:title|ending|version)s?\b"
    r"|^(?:It|This) is a collection\b|\b(?:runtime|plot elements?)\b|\bshortened from\b|\bproduction on\b"
    r"|\bone of the (?:\w+-\w+|most|few|first)\b.*\b(?:films?|movies)\b|\bobserves: |\bfor its time\b"
    r"|\bmotion pictures?\b|\b(?:Award|Prize) for\b|\b(?:are|is) included\b|\bin a series of\b|\bpacing\b"
    r"|\bone of (?:the |two |three |four |several )?(?:[\w-]+ ){0,6}(?:films?|movies|shorts|cartoons)\b|\bstatue\b"
    r"|\b(?:shown|seen|heard) in the (?:film|movie)\b|\bsome sources\b|\bgroundbreaking\b|\blandmark"
    r"|\bshares the screen\b|\btitle of the (?:series|film|movie)\b|\b(?:background|theme) music\b|\bsurvive today\b"
    r"|\bapproximately a dozen\b|\bmost \w+ (?:\w+ ){0,3}film\b|^(?-i:[A-Z]\w+ [A-Z]\w+ is [A-Z]\w*(?: [A-Z]\w*)*\.)$"
    r"|\bscenes? (?:shows?|in which|where|was|were|is|are)\b"
    r"|\bfeatures? (?-i:[A-Z][\w.]+ (?:[A-Z][\w.]* )?[A-Z]\w+)(?:,| and|\.)",
    re.IGNORECASE,
)
_FILM_TEXT = re.compile(
    r"\bis an? (?:[\w-]+ ){0,9}(?:film|movie|cartoon|miniseries|serial)\b"
    r"|\b(?:film|movie)s?\b.*\b(?:directed|starring|stars|released|produced|written)\b"
)
# What _PRODUCTION names is told in stories and talks as well: it counts only beside a word of the film world.
_FILM_WORLD = re.compile(
    r"\b(?:films?|movies?|picture|cinema|cast member|crew|roles?|supporting|prints?|reel|producers?|"
    r"special effects|make-?up|cinema|cartoon|documentary|directed|director|starr|actor|actress|Pictures|"
    r"screenplay|novel|play|studio|character|title|released|premiere|Broadway|theat(?:er|re)s|MGM|RKO|DVD)",
    re.IGNORECASE,
)
_FORBIDDEN_START = re.compile(
    r"^(?:In the (?:first|second|third|next|last|final|following) (?:part|section|half)"
    r"|Otherwise|Nor|Neither|Not only|Or|Another|Others?|Such|That is|Same|Rather|None"
    r"|All of (?:which|whom|this|these|that)|(?:Especially|Particularly|Including|Even) (?:when|if|for|in|with|the)"
    r"|Both (?!.* and )|Both of|Each of"
    r"|"
    r"(?:The|This|These|Those|That) (?:former|latter|others?|rest|same|following|above|previous|"
    r"pair|two|three|four|couple|duo|trio|group|cast|production|script|song|score|title|name|project|idea|"
    r"reason|result|answer|problem|solution|first|second|third|last|final|next|one|ones|events?|studio|company|"
    r"library|package|tool|approach|method|program|system|novel|book|play|character|characters|picture was|"
    r"examples?|authors?|work|key|goal is|main|remaining|focus|topics?|outline|materials?|code|rest)\b)"
)
_NAMED_START = re.compile(r"^The (?:\w+ ){1,4}(?:of|that|which|who|for|in|behind|is to)\b")
_EXPOSURE = re.compile(
    r"\b(?:topless|nud(?:e|ity)|naked|rap(?:e[sd]?|ist|ing)|porn\w*|erotic\w*|orgy|orgies|molest\w*|"
    r"p(?:a)?edophil\w*|incest\w*|snuff|necrophil\w*|bestiality|gang-?bang|blow-?job|genitals?|"
    r"masturbat\w*|sexploitation|sexual(?:ly)? (?:abus\w+|assault\w*|exploit\w+)|child abuse|"
    r"disembowel\w*|mutilat\w*|dismember\w*|cannibal\w*|nigg\w+|fagg\w+|kike|chink|spic|tranny|retard(?:ed)?)\b",
    re.IGNORECASE,
)


def is_prose(text: str) -> bool:
    """Whether a source sentence can be read aloud: no addresses, markup, bullets, labels, squashed or shouted words."""
    return not (
        text.isupper()
        or _NOT_PROSE.search(text)
        or _LABEL.match(text)
        or _TORN_END.search(text)
        or _SQUASHED.search(text)
        or _SLIP.search(text)
    )


def is_worth_printing(line: str, *, quoted: bool = False, told: bool = False, of_film: bool = False) -> bool:
    """Whether a finished line is none of the things that nobody wants on a card.

    ``quoted`` lines (cues, the person's own notes) may speak of films and of themselves; of somebody whom a
    story tells of (``told``: "Follows a nurse who works at ...") a line may say what they do. Where the text is
    ``of_film``, words of production count without a word like "film" beside them.
    """
    if _EXPOSURE.search(line):
        return False
    if quoted:
        return True
    if _FORBIDDEN_START.match(line) and not _NAMED_START.match(line):
        return False
    return not (
        _BOILERPLATE.search(line) or (_BIOGRAPHY.search(line) and not told) or is_production(line, of_film=of_film)
    )


def is_production(line: str, *, of_film: bool) -> bool:
    """Whether a line tells how a film was made, sold or received."""
    if _SHOW_BUSINESS.search(line) or (of_film and _MAKING.search(line)):
        return True
    return bool(_PRODUCTION.search(line) and (of_film or _FILM_WORLD.search(line)))


def is_about_film(text: str) -> bool:
    """Whether a sentence introduces a film, so that its neighbours may tell how it was made."""
    return bool(_FILM_TEXT.search(text))
