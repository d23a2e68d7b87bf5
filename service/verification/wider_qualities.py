"""Qualities, times, degrees and links near enough that one adds no fact to the other: for the invention check alone.

A line is one meaning. Which way a thing moved (more, slower, above) is not worded here: the figures must say it.
"""

WIDER_QUALITIES = """
new fresh latest recent
old former previous last earlier prior
previous earlier prior former last preceding before old
earlier before previous ago prior
later after afterwards subsequent subsequently following next
following after next subsequent
next following coming
current present existing now
final last end
last final end latest
first initial initially opening maiden
initial first early
early soon beginning start first
late overdue end delay
overdue late
soon shortly quickly
prompt quick on-time
immediate at-once straight
straight immediate direct
sudden abrupt
temporary interim short-term temp
interim temporary
permanent lasting
constant steady flat same
steady stable flat same unchanged constant
unchanged same flat still static level
same unchanged identical equal alike similar
identical same equal
equal same even
similar same alike like
different other another differ vary
other another different
another other second further
further another more extra additional
extra additional further more spare
additional extra further more
spare extra free
main chief principal primary key major bulk bigger most
principal main chief lead
chief main head
primary main
major big large main
minor small slight
slight small minor slightly little
small little minor slight tiny
little small
tiny small
big large great sizeable
large big
great big large
huge big large
long lengthy length duration
lengthy long
short brief
brief short
tall high
wide broad
broad wide
narrow thin
deep depth
heavy weight
light weight
full whole entire complete
whole entire full complete all
entire whole full
complete full whole
partial part half
half fifty halfway midway middle
halfway half midway middle
empty vacant void
vacant open empty unfilled available
open vacant unresolved outstanding unfinished available
outstanding open due unpaid
unresolved open
unfinished open incomplete
incomplete unfinished partial
available open free
free available spare
busy full
easy simple straightforward
simple easy plain
plain simple clear
hard difficult tough challenging
difficult hard tough tricky
tough hard difficult
tricky difficult
complex complicated
complicated complex
clear plain obvious evident
obvious clear
unclear vague hard uncertain
vague unclear
uncertain unclear unsure maybe might may
unsure uncertain
sure certain
certain sure
likely probably probable
probable likely probably
unlikely
possible may might could
impossible can't cannot unable
unable can't cannot
able can
wrong incorrect bad error mistake
incorrect wrong bad
bad faulty poor wrong
poor bad weak
faulty bad broken defective fault
broken faulty damaged
damaged broken crushed torn
torn damaged ripped
ripped torn
crushed damaged
dirty unclean
clean
wet damp
damp wet moist moisture humidity
dry
hot warm heat
warm hot
cold cool chill
cool cold
unhappy dissatisfied displeased annoyed upset
dissatisfied unhappy
annoyed unhappy cross
cross annoyed
angry annoyed cross
happy pleased glad satisfied fine
pleased happy glad
glad happy pleased
satisfied happy
fine happy ok okay
ok fine okay
nervous anxious worried
worried nervous anxious concerned
anxious nervous worried
wary cautious careful
cautious wary careful
keen eager interested
eager keen
interested keen interest
tired weary
ill sick unwell
sick ill unwell off
unwell ill sick
absent away off
away off absent out
alone single own myself solo sole
solo alone own single
sole only single alone
single one only sole
only single just sole
own my self
joint together shared both
shared joint common
together joint with both pair
paired pair with together alongside
alongside with together beside
both two pair
double twice two duplicate
duplicate double
twin double
triple three
several some few various
various several different
some several few
many several lots
few some several
numerous many
most majority mostly
mostly most mainly
mainly mostly main
partly part
wholly entirely completely fully
entirely wholly completely
completely fully entirely all
fully completely full
barely hardly just
nearly almost about
almost nearly about
roughly about approximately around
approximately about roughly
about roughly around some
exactly precisely
precisely exactly
just only merely
merely only just
regular usual weekly monthly daily
weekly week
monthly month
daily day
yearly annual year
annual yearly year
quarterly quarter
nightly night
hourly hour
manual hand manually
automatic auto automated
auto automatic
digital electronic online paperless
electronic digital online
online remote web internet virtual
remote online virtual
virtual online remote
printed paper print
paper printed
written writing paper
verbal spoken oral
oral spoken verbal
spoken verbal oral
visual sight
public open
private
internal in-house inside
in-house internal
external outside
outside external outdoor
inside internal within
local nearby
nearby near close local
close near
near close by
far distant
distant far
upper top
top upper best
bottom lower foot
front
rear back behind
back rear
left
right
central middle centre
middle centre central mid
mid middle
north northern
south southern
east eastern
west western
northern north
southern south
eastern east
western west
young junior
junior young
senior
elderly old older
adult grown
male man
female woman
legal law lawful
financial finance
medical clinical
clinical medical
technical
educational teaching
scientific science
commercial business
industrial
rural country
urban city town
national country
official formal
formal official
informal casual
casual informal temp
optional voluntary
voluntary optional
compulsory mandatory required
mandatory compulsory required
necessary needed required
needed necessary need
unnecessary needless
spare unused
unused spare idle
idle unused
expired out-of-date old
stale old
raw
fresh new
frozen freeze
live
so-far yet until
yet still
still yet
already by
meanwhile while same
whereas while but
while whereas
though although but
although though but
however but though
besides also
because as since
since because after
despite although though
unless if
until before
owing because due
thanks
apart except
except apart bar
excluding except without
including with
without lacking no lack minus
lacking without no
via through by
through via by
per each a
each per every apiece
against versus compare
versus against
toward to
beside next
behind after late
under below
over above
unprompted unasked nobody own
unaided alone own
unassisted alone
single-handed alone own
independent own alone
separate own apart different
distinct different separate
unlike different
contrary opposite
opposite other
reverse opposite back
extra more
spare extra
surplus extra
leftover spare left
remaining left rest still
left remain rest still
outstanding left open
pending wait open
undecided open decide
unsettled open
unanswered no reply answer
unsigned sign
unpaid pay owe
unused use
unfilled open vacant
unmet meet miss
untouched touch change same
unaltered same change
unmoved same
unaffected same
unhurt hurt
undone do
unpublished publish
unfinished finish
unstarted start
uncertain sure
untested test
untried try
unproven prove
unknown know
unseen see
unheard hear
unaware know
uninvolved involve
uninvited ask
unable can
unwell ill
reluctant unwilling
hesitant unsure
willing ready agree
ready done prepared
prepared ready
eager want
keen want
happy pleased
content happy
grateful thank
thankful thank
scared afraid
frightened afraid
loud noise
noisy loud noise
silent quiet
calm quiet
weary tired
exhausted tired
rotten bad
mouldy bad
slippery wet
mini small
compact small
giant big
enormous big
vast big
immense big
sizeable big
hefty heavy big
bulky big
prolonged long
extended long
fleeting short
momentary short
gradual slow step
abrupt sudden
frequent often
rare seldom few
seldom rare
scarce few
sparse few
crowded busy full
packed full
crammed full
deserted empty
bare empty
blank empty
void empty
nil zero none no
zero nil none no
none no zero nil
sole only
lone only alone
unique only
twin two
dual two
multiple several more
manifold many
countless many
umpteen many
sundry various
assorted various
mixed various
diverse various
varied various different
alike same
akin similar
comparable similar
equivalent same equal
matching same
even same equal
level same equal
personal own
private own
shared joint both together
mutual both
common shared same
collective together
communal shared
joint both
respective each own
individual each own single
particular certain
specific certain
certain some
given certain
latter last second
former first old
aforementioned same
said same
such same
present current now
actual current
ongoing still continue
continuing still
standing still
existing old current
defunct old
obsolete old
outdated old
antiquated old
dated old
modern new
contemporary new
recent new last
newly new
freshly new
lately recent
recently last
formerly before old
previously before
originally first
initially first
firstly first
secondly second
finally last
lastly last
ultimately end last
eventually end later
subsequently later after
thereafter after
afterward after
later after
beforehand before
earlier before
hitherto before
meanwhile while
simultaneously same time
concurrently same time
together same time
alongside with same time
upwards up
downwards down
northwards north
homeward home
overseas abroad foreign
abroad overseas
foreign overseas
domestic home
regional area
coastal coast
indoor inside
outdoor outside
underground below
overhead above
adjacent next
adjoining next
neighbouring next
nearby next
opposite across
remote far
upstairs floor
downstairs floor
alive live survive
dead die death
dry flood
wet dry soak damp
left-hand left
right-hand right
heated warm heat
debut first
maiden first
free unpaid no
unpaid free volunteer
legible read
readable legible read
justified point fair right
fair point justified
straight same
meanwhile interim
wrong misread error
"""
