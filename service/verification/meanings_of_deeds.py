"""Deeds that may be worded as one another: a line is one meaning, and no word of it claims more than its neighbours."""

DEEDS = """
cut reduce lower shrink decrease trim bring-down shorten lessen lighten
raise increase lift grow rise up boost climb gain
drop fall decline dip decrease reduce down
build create develop make construct produce put-together assemble
write author draft pen compose prepare document
design devise plan lay-out shape draw
fix resolve repair correct mend remedy sort solve address patch
set establish start found launch introduce begin kick
introduce bring implement roll launch start
ship release launch deploy deliver roll publish
migrate move transfer port switch shift convert
replace swap substitute supersede
rewrite redo rework revise overhaul refactor redraft redesign restructure reorganise
redesign rework revamp rebuild overhaul
remove delete drop strip retire eliminate
find spot discover identify notice uncover detect catch locate pinpoint
teach train coach instruct tutor
run hold host organise deliver facilitate conduct lead give stage
talk present speak presentation lecture demo
show present demonstrate demo
mentor coach guide
explain describe walk
check verify test validate inspect audit examine confirm
review assess evaluate examine look
analyse study examine investigate look
investigate look trace dig research
measure track monitor record log count
collect gather compile pull
combine merge consolidate unify join
automate script
save free spare recover reclaim
stop prevent avoid end halt cease
finish complete conclude end close
close resolve finish shut
answer respond reply handle
handle deal process manage tackle work
agree negotiate settle arrange secure
negotiate bargain
win secure land gain earn
sell close sign
buy purchase procure order
hire recruit appoint employ
onboard induct welcome
join start arrive
ask request
tell inform notify brief
say state note comment remark write
praise compliment commend
help assist support aid
choose select pick
get obtain receive gain secure
keep maintain retain hold sustain
need require
use apply adopt employ utilise leverage rely
organise arrange coordinate
plan schedule
propose suggest recommend pitch put-forward
lead head drive run
take last
happen occur
learn pick
reconcile reconciliation
wait await pending
say find feel think
attend come join
teach workshop class lesson course
remove clean clear tidy purge
review check
close clear resolve
sort order organise arrange tidy
turn switch flip
fail break crash
replace swap change exchange
try trial test pilot
rebuild redo rework overhaul
ask question
phone call ring
move take transfer
admission admit
referral refer
cancel cancellation
change update amendment
update refresh revise change
improve better
sign approve
approve approval clear sign-off
reject refuse decline turn-down
tell say
credit thank attribute
post publish
publish issue
send email
install fit
count stocktake
stocktake audit
rescue recover restore
lose loss
unblock free
allow let enable permit
hear listen
tie link connect
look check examine
cover stand-in deputise
postpone delay put-off defer move
hand pass give
lack miss
ahead before
fix service maintain
catalogue list record index
reorder rearrange
value appraise assess
sample gather collect
inspect survey examine
caution warn
warn alert
prune cut trim
recount count
label annotate tag
rehearse practise
catch intercept
advise counsel
interpret translate
clarify explain
clarification question query
amend correct revise edit
proofread check
refer send
refund repay reimburse
invoice charge
inform advise
renew extend
extend lengthen
widen broaden
hurt injure
ship send dispatch
dispatch send despatch
obtain source
arrive come
depart leave
departure leave
halt stop pause
pause stop suspend
suspend halt
resume restart
restart reboot
mount hang
paint decorate
sew stitch
plant sow
weigh measure
fill complete
empty clear
load fill
unload empty
stack pile
store keep
lend loan
borrow loan
donate give
earn receive
award give grant
nominate propose
elect choose
appoint choose
debrief review
shadow observe
observe watch notice
watch monitor
note record
minute record
rank order
count tally
tally total
split divide
divide separate
separate split
gather assemble
attend visit
guard protect
protect secure
lock secure
open launch
"""
