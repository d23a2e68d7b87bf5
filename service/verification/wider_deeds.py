"""Deeds near enough that one adds no fact to the other: read by the invention check alone, wider than a stand-in.

A line is one meaning. How far a deed went, whose it was and which way it moved are other checks' to compare, so a line
may hold a stronger word beside a weaker one; words that praise or promise an outcome stand in no line.
"""

WIDER_DEEDS = """
say tell state mention note remark comment express voice word phrase describe report speak add explain put call warn
write draft author pen compose note record document put jot log describe
write-up report account summary record document
tell inform notify advise brief update alert let-know flag raise mention report message warn say
flag raise report point highlight mention note notice spot warn alert escalate identify
ask request query enquire inquire question invite want call seek apply petition
answer reply respond return write
call phone ring telephone dial contact
contact reach approach write email message call phone ring source
talk speak discuss chat converse conversation discussion word meet meeting call
discuss debate consider talk review consult raise
argue push press lobby urge campaign recommend advocate case make propose want favour back support prefer
agree accept consent approve concur endorse settle match tally
disagree object dispute oppose contest challenge question
refuse reject decline deny turn withhold grant give
promise pledge commit undertake agree
propose suggest recommend pitch put offer idea moot float submit advise
persuade convince win talk swing sway bring
negotiate bargain haggle agree settle talk terms
thank praise credit commend compliment acknowledge appreciate
complain moan grumble object gripe grouse protest
apologise sorry regret
promise assure reassure
admit own acknowledge concede
announce publish declare post share circulate
share circulate send distribute pass show forward give hand
send post mail email forward pass submit issue dispatch deliver ship return
submit file lodge enter hand send apply deliver put
enter key type input record log book post fill
enter join take compete
read study look go review
look check see view examine inspect watch
see view read look watch observe meet notice
notice spot see find catch discover identify observe pick
miss overlook lack skip fail ignore lose forget
find spot discover identify detect trace locate uncover catch pick establish
trace track follow find pin source work diagnose
search look hunt seek scour trawl
investigate look examine dig probe research trace enquire analyse
check verify confirm test validate inspect examine look review audit double-check proofread read
compare match set check benchmark reconcile
renew contract lease licence subscription agreement deal
agree same match
miss overlook unnoticed undetected unseen
interest want wish like keen express
match agree tally reconcile equal tie same correspond
measure gauge assess score weigh time track count record find survey average come
count number tally tot total add include reckon calculate
add include insert put attach contribute append extra plus
calculate work compute figure reckon derive estimate
estimate reckon guess guesstimate approximate expect think forecast project
forecast predict project expect anticipate foresee reckon
expect anticipate hope plan await think schedule due
hope want wish aim aspire expect like
want ask wish request need like prefer keen require seek
think believe feel reckon consider find suppose guess suspect view judge expect
doubt unsure question wonder
know aware understand learn
learn pick study master find discover
understand grasp see follow get
decide choose opt settle conclude determine rule resolve decision verdict call
choose pick select opt go decide shortlist
shortlist select narrow choose list
rank order sort prioritise score
plan schedule intend propose slate arrange prepare organise earmark due aim
schedule book plan time slot arrange set slate
arrange organise set fix schedule book sort plan coordinate
organise run arrange host hold plan put stage coordinate set prepare
prepare ready make set draft write lay prep put
set put place establish lay fix agree
put place set lay stick lodge position install
install fit mount put fix place set wire add deploy lay
fit install mount attach fix
attach fix join connect hook link clip fasten
connect link join wire hook tie plug
remove take delete drop strip cut pull withdraw eliminate clear lift throw discard
discard throw bin scrap dump dispose chuck drop destroy toss remove write-off
drop leave omit lose cut remove abandon stop scrap discontinue
keep hold retain maintain leave stay save preserve store remain
stay remain keep hold continue stick last hover
continue carry go keep proceed persist last extend remain run
stop halt cease end quit discontinue pause suspend finish prevent
pause park hold suspend freeze shelve defer postpone delay
postpone delay defer put push move reschedule shelve park slip later late
slip delay late overrun slide run miss
cancel call scrap drop abandon withdraw off
withdraw pull drop quit leave retract take
leave quit depart go resign exit move departure leaver
resign quit leave
return come bring send give back restore go
start begin open launch commence kick set initiate go introduce trigger come join opening
open launch start begin unlock
finish complete end conclude close wrap done finalise
end finish close conclude stop expire complete wind come
close shut end finish complete resolve settle seal
shut close down lock
run operate go manage conduct lead carry hold work do deliver host execute
operate run work use
use apply employ adopt work utilise deploy operate rely draw
apply use put enforce implement
work function operate run
try test trial pilot attempt experiment taste sample
test trial try pilot check experiment exam assess
repeat redo rerun retest re-do again duplicate second re-run
redo rework repeat revise rewrite remake rebuild overhaul refresh update reword
reword rephrase rewrite revise edit redraft rework wording language
rewrite revise rework redo redraft reword redesign edit update overhaul
edit revise amend change correct trim cut
change alter modify amend adjust revise update switch move shift vary vary tweak rework difference
adjust tweak change alter tune adapt modify set
adapt tailor adjust modify change
correct fix mend put right amend repair rectify remedy change
fix repair mend sort resolve correct solve put service right
maintain service keep look upkeep
build make create construct assemble develop put write design set
make create build produce prepare do craft cook bake draw write
create make build set develop write design produce generate establish
generate produce create bring make raise yield
produce make create turn generate output write
design draw plan devise create sketch lay shape mock
draw sketch design plot illustrate diagram
devise invent think design create come
replace swap change substitute exchange switch supersede new renew instead
swap exchange trade switch replace change
renew extend re-sign continue resign renewal
extend lengthen prolong renew stretch expand add further
expand extend grow widen broaden scale roll
combine merge join consolidate pool unite bring
merge combine join consolidate fold
split divide separate break share
divide split share
separate split part divide apart
gather collect pull compile amass assemble take bring
collect gather pick fetch take pull
compile gather put assemble pull collate list write
list catalogue itemise record enumerate name
record log note document register write minute enter track keep
register enrol sign record enter join
enrol register sign join recruit
join attend enter come take part sit
attend go join come sit visit present turn
visit go see call attend tour
meet see gather sit call
host hold run put organise welcome present
hold run host have keep organise give stage
present show give demonstrate deliver talk demo pitch speak
show demonstrate present prove display reveal teach walk indicate
demonstrate show demo present
teach train coach show instruct tutor educate school lecture walk explain lead lesson brief
train teach coach instruct show drill school
coach mentor teach train guide support advise
mentor coach guide advise support supervise
guide lead steer walk show advise direct
supervise oversee manage lead mentor look watch direct
oversee supervise manage run direct lead
manage run lead head oversee handle look supervise direct control
lead head run manage chair front direct spearhead captain
chair lead run host moderate preside
moderate chair host run
represent stand speak rep act
appoint name hire choose elect pick
hire recruit appoint take employ fill bring onboard
fill recruit hire staff complete occupy
recruit hire find fill enlist sign attract
employ hire use staff
interview meet see screen
screen vet check filter interview
dismiss sack fire let
promote advance move raise
move shift transfer relocate migrate switch go bring carry take port
transfer move shift hand pass switch migrate
migrate move transfer port switch convert
convert turn change switch move
switch change move swap convert shift turn
shift move change transfer
carry bring take bear haul transport do
bring take carry fetch get introduce come
fetch get bring collect
take get bring receive accept pick grab carry
get obtain receive acquire secure gain win have land fetch
receive get obtain be-given take accept earn be-awarded
obtain get secure acquire source gain
secure get win obtain land gain lock
win gain earn secure land get receive persuade award
earn get win receive make gain achieve distinction prize grade medal degree certificate qualification merit
gain get win earn acquire pick
lose miss drop shed give cut
give provide offer hand grant supply present offer make deliver lend contribute pass
provide give offer supply deliver bring lend
offer give provide propose put volunteer make
supply provide give deliver
deliver give bring provide hand run present ship
contribute give add help put provide
donate give contribute
lend loan borrow give
borrow lend take loan
buy purchase procure order get acquire
order buy request purchase requisition
purchase buy order procure
sell shift trade market
pay settle fund foot reimburse spend
fund pay finance sponsor back grant
spend use pay lay cost
cost price charge pay worth expense run
charge bill invoice cost price
refund repay reimburse return credit money
save spare keep free recover cut reduce
spare save free leave left early ahead
waste lose squander throw
owe due
handle deal manage process take field work cover look treat
deal handle manage cope tackle
process handle deal work treat
tackle address deal handle work take
address deal tackle handle solve fix
resolve solve fix settle sort close clear
solve fix resolve crack sort
settle agree resolve sort pay
sort fix resolve arrange organise order file
clear finish remove empty sort resolve tidy approve
clean wash clear wipe scrub tidy
tidy clean clear sort neaten
wash clean rinse
cover stand fill act do deputise mind include
stand cover deputise act substitute fill
mind look watch care tend supervise
care look tend mind nurse
tend look care nurse
look mind watch care see
help assist aid support hand lend back
assist help aid support
support help back assist aid
back support endorse favour return
serve feed wait work supply dish
feed serve give
cook make prepare bake do dish
bake cook make
eat consume have
drink consume
cut reduce trim lower shorten shrink slash halve lose drop bring
reduce cut lower shrink trim bring decrease drop lessen ease
lower reduce cut drop
shorten cut trim reduce
halve half cut
double twice two
grow increase rise expand gain
raise increase lift bring up collect
raise collect bring make
rise increase grow go climb up
fall drop decline go dip decrease down
improve better rise gain raise up
worsen deteriorate decline fall bad
deteriorate worsen decline bad
vary range differ change
range vary span run go
differ vary different
cover span include reach
include cover contain count feature add
contain hold include have
last run take continue endure
take last need require use
need require want take demand call
require need demand call want
allow let permit enable can
let allow permit
permit allow let authorise permission
authorise approve permit sign allow
approve sign pass agree authorise okay ok accept clear endorse permission
pass approve clear hand succeed go give
sign approve authorise initial agree
fail miss lose break down
break fail crash split smash
crash fail break down outage
damage harm break hurt dent bend
hurt injure harm
harm hurt damage injure
injure hurt harm
fall trip slip
slip fall trip
bend dent
block stop bar obstruct close hold
unblock free clear release
free release clear save
release publish issue ship launch free let
publish release issue post print put bring
issue publish release give send
print publish
print-run edition
post publish put send share
upload post put load
download pull get fetch
store keep save hold stock put
stock keep store hold carry
pack box wrap load
unpack empty unload
load fill put pack
lift raise pick hoist carry
pick choose collect lift take
drag pull haul
pull draw drag withdraw take
push press argue move
hit reach meet strike make
reach get hit come arrive make meet contact
arrive come reach get land turn
meet hit reach achieve make satisfy fulfil
miss fail short fall
achieve reach meet hit get attain manage
beat exceed better top outdo
exceed beat top pass over above
breach miss break exceed fail
break breach violate
follow obey keep stick track come
ignore overlook skip miss
skip miss omit leave
avoid prevent stop
prevent stop avoid
protect guard shield cover
warn caution alert flag
threaten warn
worry concern fear
fear worry concern
enjoy like love
like enjoy prefer love want
prefer like favour want
care mind
wait await pend hold queue
await wait pending
rush hurry hasten
hurry rush
walk go step
walk show lead guide take
drive go
ride go
travel go journey trip commute fly
stay lodge sleep
sleep rest
live reside stay dwell
move relocate rehouse
rehouse move relocate house
house accommodate home lodge
accommodate house fit take
play perform act
perform do play run act carry
sing perform
dance perform
act do play serve
paint colour decorate draw
decorate paint
film record shoot video
record film tape
photograph photo picture shoot
print copy
copy duplicate replicate reproduce
duplicate copy double repeat
translate interpret render
interpret translate read
transcribe copy write
label mark tag name
mark grade score assess label
grade mark score rate
score rate mark grade point
rate score mark grade judge
assess evaluate judge review appraise score rate gauge examine
evaluate assess review judge score
judge assess decide rate consider
analyse study examine assess look break
study research examine analyse look learn
research study look investigate
experiment test trial try study
sample test take collect
treat care handle dress medicate
diagnose identify find detect
prescribe order give
administer give run dispense apply administration
dispense give issue supply
inject give
dose give
dress bandage cover
examine check look inspect
monitor watch track observe check follow
watch observe monitor look see
observe watch see notice note shadow
shadow follow observe
track follow monitor trace log
nurse care look
admit accept take let
discharge release send
refer send pass direct
escalate raise refer flag pass
consult ask advise survey consultation
survey ask poll question
poll survey ask vote
vote elect choose
elect vote choose
dig excavate
plant sow grow
harvest pick gather
weed clear
water irrigate
prune cut trim
fell cut
graze feed
weld join
solder join
drill bore
saw cut
cut chop slice saw trim carve break butcher
butcher cut carve joint bone
sharpen hone grind
grind sharpen mill
polish shine buff
sand smooth
wire connect
rewire wire
plumb pipe
tile lay
plaster skim
roof cover
survey inspect measure
dismantle strip take disassemble
assemble build put
reassemble rebuild
test prove try
commission start install
decommission retire close remove shut
retire remove withdraw end decommission
deploy release ship roll install
roll deploy release introduce launch extend
ship send release deliver
implement build introduce carry code put
code write program script implement
program code write schedule plan
debug fix trace
log record write
index list
query ask
configure set setup
restart reboot
restore recover bring return reinstate
recover restore get regain retrieve
retrieve get recover fetch
back-up save copy
patch fix mend
scan check read
encrypt secure
host run serve
serve host run
charge bill
bill invoice charge
invoice bill charge
audit check inspect review
reconcile match balance agree
balance reconcile
accrue book
book record enter reserve
reserve book hold keep
budget plan
tender bid
bid tender apply offer
award give grant win
grant give award allow
lease rent hire let
rent lease let hire
insure cover
claim ask
sue claim
plead argue
testify speak
rule decide judge
legislate law
enforce apply police
police patrol watch
patrol watch walk
arrest detain hold
rescue save recover
evacuate clear move
extinguish put
respond answer attend react
react respond
train drill practise
practise rehearse train
rehearse practise
cast choose
direct lead run
edit cut
mix combine blend
blend mix
stir mix
season flavour
taste try sample
portion divide serve
plate serve
price cost charge quote
quote price cite
stock fill
shelve stack
stack pile
count stocktake
pick gather
deliver bring drop
drop deliver
route send direct
steer guide drive
fly pilot
sail go
dock moor
load stow
tow pull
park leave
fuel fill
service maintain check repair
inspect check look examine
certify sign confirm
license permit
qualify pass
graduate finish pass
mark grade
tutor teach
lecture teach talk
invigilate supervise watch
babysit mind
adopt use take introduce accept
introduce bring start launch add present adopt
launch start open release introduce live
bring introduce raise take
inherit take get
take-over inherit assume
assume take suppose
hand pass give
delegate pass give assign
assign give allocate hand put
allocate assign give share split
share split divide
devote spend give
dedicate devote give
sit stand
sit attend join
stand stay
place put come rank finish
come place finish arrive
rank place come
finish place come
compete enter race
tie draw equal
account make explain represent total
comprise include consist contain
consist comprise include
amount come total add
total amount come add sum
average mean
equal match same
represent make account be
mean signify
link tie connect
relate link connect
depend rely
rely depend use
base rest ground
stem come arise
arise come happen
happen occur take arise
occur happen
appear show seem come
seem appear look
vanish disappear go
disappear go vanish
exist be
remain stay still left
prompt lead cause trigger push
trigger start cause prompt set
cause lead make bring
blame cause fault attribute
attribute credit put owe
credit attribute thank
owe attribute due credit
unasked own-initiative nobody uninvited unprompted volunteer asked
volunteer offer step unasked
learn show teach tell find hear discover told
teach show learn train brief
inherit come take got left leave pass
sell make bring take close target revenue
apply bid request put
decline no refuse reject turn pass
agree yes accept say sign
scatter four places spread different various
spread scatter share distribute cover
corrected mislabelled wrong right put
relabel label mislabelled
say according write report note
according say report by
relocate move shift
hire fill vacancy role new start join recruit offer
staff fill cover work
resit retake again
retake resit repeat
revisit return look review again
reopen open again
reschedule move postpone push
reassign move give pass
reallocate move shift
redirect send route pass
reroute redirect send
repaint paint
rehang hang
relay lay pass
reprint print
resend send
reissue issue send
reuse use again
recycle reuse
restock stock fill
refill fill
rearrange order arrange sort move
regroup group
recheck check
reword rephrase
re-read read
rename name call
renumber number
reset set
resize size
restyle style
retitle title
retrain train
rotate swap turn
alternate swap turn
trade swap exchange
pair match two with buddy
buddy pair
match pair
partner work pair with
team pair work
join pair
oversee run lead
spearhead lead
steer lead guide
shepherd lead guide take
captain lead
front lead
helm lead
head lead run
preside chair
convene call meet gather
assemble gather meet build
call convene summon
invite ask
summon call
muster gather
canvass ask survey
sound ask
solicit ask
elicit get ask
gather get hear
glean learn get
ascertain find check establish
establish find check show work determine
determine find decide work establish
deduce work
infer work conclude
conclude find decide end
pinpoint find
isolate find separate
narrow find cut
untangle sort clarify
disentangle sort
unravel sort
clarify sort explain clear
simplify simple shorten
streamline simplify
standardise same standard common
harmonise same standard
unify same one
centralise one single central
consolidate one single
automate automatic script
digitise scan paper digital online
computerise digital
scan digital
type key
retype type
jot write note
scribble write
pencil write draw
sketch draw
outline sketch describe summary
summarise summary outline
condense shorten cut summary
abridge cut shorten
trim cut
pare cut
prune cut
strip cut remove
weed remove clear
purge remove delete
wipe delete clear
erase delete
scrub delete clean
cull cut
ditch drop
axe cut drop
shelve drop park
mothball close
park pause
halt stop
freeze stop pause
stall stop slow
stagger spread
phase stage step
sequence order
prioritise order first
rank order
grade order
sort order group
group sort batch
batch group
bundle group
cluster group
categorise sort group reason type
classify sort group type
tag label
flag mark
earmark set plan
allot give allocate
assign give
apportion split
share split
pool combine share
merge combine
fuse join
link join
bridge link
couple link
chain link
attach add
append add
insert add
slot add put
squeeze fit
fit put
tuck put
stow put store
shelve put store
hang put
mount put
pin put post
stick put
tape stick
glue stick
fasten fix
secure fix lock
anchor fix
bolt fix
screw fix
nail fix
clamp fix hold
brace support
prop support
shore support
underpin support
back support
champion support
sponsor fund support
bankroll fund
subsidise fund
underwrite fund
finance fund
fundraise raise money
raise collect fund
collect raise
donate give
gift give
hand give
lend give
loan lend
bestow give
confer give
entrust give
trust give
delegate give
task give ask
ask task
charge ask task
instruct ask tell teach
order tell
direct tell
remind tell
nudge remind ask
chase ask remind follow
follow chase
pursue follow chase
hound chase
hunt look search find
seek look ask
source find get buy
scout look find
research look read find
explore look
survey look ask
inspect look
scrutinise look check
vet check
screen check
verify check
validate check
confirm check
cross-check check compare
double-check check again
audit check
test check
prove test show
trial try
pilot try
taste try
sample try
rehearse try practise
practise try
drill practise
exercise practise
simulate practise model drill
model simulate
mock simulate
forecast expect
project expect
predict expect
foresee expect
anticipate expect
await expect
slate plan
timetable plan
map plan draw
chart plan draw plot
plot plan draw
plan map
budget plan cost
cost price work
price cost
quote price
estimate work
value price
appraise value
assess value
weigh consider
consider weigh look think
ponder think consider
mull think consider
contemplate think consider
debate discuss
thrash discuss
hash discuss
air discuss raise say
voice say
express say
utter say
state say
declare say
assert say
maintain say keep
insist say
claim say
contend say argue
argue say
reckon say think
opine say think
judge say think
deem say think judge
rule say decide
decree rule
order rule
advise say suggest
urge say advise
counsel advise
recommend advise say
endorse recommend back
praise say like good
compliment say praise
commend praise
applaud praise
thank say
credit say
cite say quote mention
quote say
mention say
name say
list say name
detail say list describe
describe say
recount tell say
narrate tell
relate tell
report tell say
relay tell
pass tell
share tell
disclose tell
reveal tell show
divulge tell
confess admit tell own mistake
own admit mistake
concede admit
acknowledge admit
accept admit
grant admit allow give
regret sorry
apologise sorry
grumble moan complain
moan complain
gripe complain
whine complain
object complain
protest complain
oppose against
resist against oppose
fight oppose
contest oppose
dispute oppose disagree
query question
quiz ask question
grill ask question
interview ask talk question
probe ask look
phone ring call rang
ring phone call
dial ring
text message
message text write email
email write message send
write email
correspond write
reply answer
answer reply
respond reply
acknowledge reply
greet welcome meet
welcome greet
meet see
visit see
see visit meet
attend go sit
sit attend
observe sit watch
shadow watch
watch see
view see
glimpse see
witness see
spot see
notice see
catch see spot
detect see find
sense feel
feel think
suspect think
believe think
suppose think
assume think
presume think
imagine think
hope want
wish want
desire want
like want
fancy want like
prefer want
favour want prefer
choose pick
pick choose
opt choose
select choose
elect choose
vote choose
nominate choose name put
shortlist choose
appoint choose
designate choose name
name choose
decide choose
settle choose decide
resolve decide
finalise settle
commit promise decide
pledge promise
vow promise
promise say
swear promise
guarantee promise
reassure calm comfort
calm reassure settle
comfort calm console
console comfort
soothe calm
placate calm
defuse calm
de-escalate calm
mediate settle between
reconcile settle
arbitrate settle
intervene step act
step act
act do
do act make
perform do
execute do
discharge do
fulfil do meet
meet do reach
complete do finish
finish do
conclude finish
wrap finish
close finish
end finish
expire end
lapse end expire renew run
elapse pass
pass go
go pass
proceed go
advance go move
progress go move
move go
travel go
journey go
commute go
fly go
cycle go ride
walk go
march walk
stroll walk
hike walk
climb go up
ascend climb
descend go down
drop go down
sink drop
slip drop
slide drop
tumble drop
plunge drop
plummet drop
dive drop
dip drop
ebb drop
wane drop
shrink drop
contract shrink
dwindle shrink
taper shrink
level flat
plateau flat
stabilise flat steady stop
hold flat steady stay
stay flat steady remain
linger stay
loiter stay
hover stay
hang stay
persist stay continue
endure last
survive last
last stay
keep stay
store keep
save keep
preserve keep
conserve keep save
spare keep save
hoard keep
stash keep
bank keep save
shelter keep house
house keep
harbour keep
cradle hold
grip hold
clutch hold
grasp hold
seize take
grab take
snatch take
take get
get take
acquire get
obtain get
procure get
secure get
land get
net get earn
reap get
draw get attract
attract draw get bring
lure attract
entice attract
recruit attract
enlist recruit
engage recruit hire
contract hire
employ hire
retain keep hire
dismiss let
fire let
sack let
release let
free let
let allow
allow let
permit let
sanction let approve
approve let
clear approve let
ratify approve
endorse approve
sign approve
adopt accept take
embrace adopt accept
welcome accept
receive accept get
take accept
reject turn
spurn reject
rebuff reject
snub reject
veto reject
block stop
bar stop
ban stop
prohibit ban
forbid ban
outlaw ban
prevent stop
avert stop avoid
avoid stop
dodge avoid
evade avoid
escape avoid leave
flee leave
depart leave
exit leave
quit leave
abandon leave drop
desert leave
vacate leave empty
empty clear
clear empty
drain empty
flush empty clear
pour empty
spill leak
leak spill
drip leak
seep leak
flood leak water
soak wet
drench wet
dampen wet
air dry
ventilate air
heat warm
warm heat
chill cool
cool chill
freeze cool
thaw melt warm
melt thaw
burn fire
scorch burn
singe burn
char burn
grill cook
roast cook
bake cook
boil cook
fry cook
steam cook
poach cook
simmer cook
stew cook
braise cook
seal close
close seal
plug close fill
fill plug
patch fill fix
caulk seal
grout fill
plaster fill
skim plaster
render plaster
coat paint cover
varnish coat
lacquer coat
prime coat
paint coat
dye colour
tint colour
wash clean
scour clean
mop clean
sweep clean
dust clean
vacuum clean
hoover clean
sterilise clean
disinfect clean
sanitise clean
swab wipe clean
wipe clean
rinse clean
launder wash
iron press
press iron push
sew make
knit make
weave make
stitch make sew
hem sew
mend sew fix
darn mend
patch mend
alter sew change
tailor alter
measure size
size measure
weigh measure
time measure
clock measure time
count measure
tally count
number count
total count
sum count
add count
subtract take
deduct take
divide split
double twice
halve half
quarter four
treble three triple
triple three
quadruple four
shut close closure lock
reinstate restore back return
die lose dead death
survive live alive
log fly record sail drive
fly pilot land
prescribe script
strip blast sand scrape peel
fault criticise blame bar
trace account find missing
sing choir song perform
rehearse practice session
accompany piano play
autopsy post-mortem
pursue follow chase write
fail die break down
rot spoil
spoil waste
waste bin throw spoil
catch land
breed raise rear
rear raise breed
foal lamb calve born birth
milk dairy
shear clip
groom brush clip
vaccinate jab vaccine vaccination
neuter spay castrate
spay neuter
foster house keep
rehome adopt house
adopt rehome
sponsor raise
baptise christen
marry wedding
bury funeral
preach sermon
pray service
defend represent act
prosecute court
acquit clear
convict guilty
appeal challenge
draft skeleton write
negotiate mediate
notarise sign
translate put render
subtitle caption
caption title label
proofread read check
typeset set
print run
publish print out
broadcast air show
air broadcast show
film shoot record
dub voice
voice read record speak
narrate read voice
compose write
conduct lead
perform sing play give
audition try
cast role
stage show put
light lamp
rig hang
paint coat decorate
coat paint
spray paint
sand rub
glaze window
insulate lag
lag insulate
earth ground
unblock clear
flush clean
bleed drain
service maintain
calibrate set check adjust
tune adjust
align adjust
survey measure
mark line
set out
excavate dig
backfill fill
pour cast lay
lay put place
pave lay
surface tarmac
resurface surface road
grit salt
plough clear
recover tow
jack lift
weld join redo
rivet fix
forge make
cast pour
mould shape
embroider sew
tailor sew
bind book
restore mend repair
conserve restore preserve
mount frame
curate choose exhibition
catalogue list record
accession register
digitise scan
transcribe write copy
weed remove out
shelve put shelf
issue lend
renew extend
recall call
fine charge
search look
fundraise raise collect
canvass door
petition sign
lobby press
chair lead run
minute note record
second support
table put
adjourn postpone
stand run
serve sit
resign leave
retire leave
mentor teach coach help guide tutor lesson
tutor teach lesson coach resit
revise study
sit take
invigilate watch
set write
moderate check
enrol join
graduate finish
coach train
referee umpire stand officiate
umpire referee stand officiate
officiate referee umpire
score point goal
train practise session
compete race enter
qualify reach
relegate drop
draw tie
win beat
pick choose select
drop leave
swim pool
row boat
cycle bike ride
run jog
jog run
guard watch protect
patrol walk round
rescue save pull
resuscitate cpr
triage sort
transport take drive transfer
transfer move hospital send
hospitalise hospital
suture stitch
bandage dress
immunise jab vaccine
screen test
diagnose find
operate surgery
discharge home
rehabilitate rehab
bathe wash
reposition turn move
hoist lift
escort take walk
accompany go take
comfort calm
read story
bake cook cake
serve plate dish
chop cut
prove rise
pour serve
decant pour
waitress wait serve
host greet seat
seat sit place
upsell sell
cash till
stocktake count stock
shelf-stack fill
price label
refund money return
exchange swap
merchandise display
window-dress display
deliver drop bring
courier deliver
pack box wrap
wrap pack
palletise stack
load fill
forklift truck
dispatch send
haul carry
route plan
dock berth
moor tie
"""
