const words = (all: string): ReadonlySet<string> => new Set(all.split(/\s+/).filter((word) => word !== ''));

// Names and streets that are ordinary words too.
const namesToo = words(`
  all alma amber angel april art arthur ash august autumn axel bank barry basil beau bell best bill bird bishop black bloom blue bob bond
  book bright brook brown bush butler carol carter chance charity chase chip chuck church clay cliff cook crystal cross daisy
  dale dawn day dean dolly don dot drew earl eve faith fay fern field fields fish fisher flower ford forest fox frank free
  gale gay gene ginger glen gold good grace grant gray green grey guy hale hand harmony harry hart hazel heath heather hill
  holly home honey hood hope hunt hunter iris ivy jack jade jasmine jean jet jewel joy june just kay king kit knight lane
  law lily linden long love luke major march mark marsh mary mason max may melody mercy miles mill miller minnie miracle
  misty moon more myrtle nick noble norm north oak olive opal park parker pat patience pearl peg penny petal phoenix pierce
  pike piper poppy pool price prince princess pip queen rain raven ray reed rex rich river rob robin rock rod rose ross ruby
  rush rusty sage sandy savannah scarlet shepherd short silver singer skip small smart sol sonny south spring star sterling
  stone storm strong sue summer sunny swift taylor terry thorn tiger tilly tony train trinity turner unity vale van victor
  vic view violet wade walker wall ward warren waters way weaver wells west will willow winter wise wolf wood woods worth
  woody young school college station victoria example east central main high old new the and
`);

// Short words that are names too for somebody: these count as a name only with a capital letter.
const shortWords = words(`
  act add ago aid aim air all and any apt arm art ask ate bad bag ban bar bat bay bed bee beg bet bid big bin bit bow box boy
  bug bus but buy bye can cap car cat cop cot cow cry cup cut dad day did die dig dim dip dog dot dry due dug ear eat egg ego
  end era etc eye fan far fat fed fee few fig fit fix fly fog for fox fry fun fur gap gas get god got gum gun gut guy gym had
  hat has hay her hid him hip his hit hot how hug hut ice ill ink inn its jam jar jaw jet job jog joy key kid kit lad lap law
  lay led leg let lid lie lip lit log lot low mad man map mat may men met mix mob mrs mud mug mum nan nap net new nil nod nor not now
  nut oak odd off oil old one our out owe own pad pal pan pat pay pea pen pet pie pig pin pit pop pot put rag ran rat raw ray red
  rid rip rob rod row rub rug run sad sat saw say sea see set sew she shy sin sip sir sit six sky sob son sum sun tap tax tea
  ten the tie tin tip toe ton too top toy try tub two use van vet via vow war was wax way web wet who why win won yes yet you
`);

const usual = words(`
  mother father brother sister letter better matter little people really should thought through another because before after
  always never nothing something someone friend friends family street street's garden window windows morning evening night
  school police wanted wasted worked working walked waited watched looked talked turned parked marked barked killed filled
  pulled mended ended started sorry anger angry money months weeks please thanks thank written writing broken broke spoken
  taken given living leaving coming going being doing moment minute minutes second number hundred thousand yellow purple
  silver orange winter summer spring autumn market office doctor nurses nature future picture master dinner winner corner
  border butter bitter bottle battle cattle castle candle handle single simple sample couple double trouble person reason
  season lesson prison poison common cannot around across behind beside below above inside outside within without against
  between during until though enough bought fought caught taught answer change chance choice charge garage damage manage
  message village cottage college bridge church branch bright brought slowly kindly hardly partly mostly nearly really
  able aged also area army away back bake ball band bank bare base bath bear beat been beer bell belt bend bent best bike
  bill bird bite blow blue boat body boil bold bond bone book boot bore born boss both bowl brain bread break brick brief
  bring brown build built burn busy cake call calm came camp card care case cash cast cave cell chat chain chair cheap check
  child city claim class clean clear climb clock close cloth coach coal coat code cold come cook cool copy corn cost could
  count court cover crash crazy cream crime cross crowd cruel curl daily dance dare dark data date dead deaf deal dear death
  debt deep deny desk dirt dirty dish does dogs done door doubt down draw dream dress drink drive drop drove drunk dull dust
  duty each early earn earth ease east easy eats edge else empty enjoy entry equal even event ever every evil exact exam
  face facing fact fail fair faith fall false fancy farm fast fault fear feed feel feet fell felt fence field fight fill film
  final find fine fire firm first fish five fixed flat flew floor flow food foot force form found four free fresh front fruit
  full fully fun game gang gate gave gear gets gift girl give glad glass goal goes gold gone good grade grand grass grave
  great green grew grip group grow guard guess guide guilt hair half hall hand hang happy hard harm hate have head heal hear
  heard heart heat heavy held hell hello help here hers hide high hill hire hold hole home honest hope horse host hot hotel
  hour house huge human hung hurry hurt idea inch into iron item jail join joke jolly judge jump just keen keep kept keys
  kick kids kill kind kiss knee knew knife knock know lack lady laid lake lamp land lane large last late later laugh laws
  lead leaf lean learn least leave left legal lend less level life lift light like likely limit line link list live load
  loan local lock lone long look lose loss lost lots loud love luck lucky lunch made mail main make male many march marry
  mean meal meant meat meet mend merry mess metal might mild mile milk mind mine miss model month mood moon more most motor
  mouth move much music must nail name near neat neck need nerve nice nine noise none noon north nose note once only open
  order other ours over owed pace pack page paid pain paint pair pale panel paper park part party pass past path pay peace
  phone photo pick piece place plain plan plane plant plate play plus point pool poor post pound power press price pride
  prize proof proud prove pull pure push puts quick quiet quite race radio rain raise ran rang rare rate reach read ready
  real rent rest rice rich ride right ring rise risk road rock role roll roof room root rope rough round route rude rule
  runs rush safe said sale salt same sand save says scare scared scene seat seem seen self sell send sense sent serve seven
  shake shall shame share sharp sheet shelf shift ship shirt shock shoe shoes shoot shop short shot shout show shut sick side
  sign sin silly since sing sink site size skin sleep slept slip slow small smart smash smell smile smoke snow soap soft
  soil sold some song soon sort soul sound south space spare speak speed spend spent split spoke sport spot staff stage
  stair stairs stand star stare start state stay steal step stick still stole stone stood stop store storm story straw
  strong stuck study stuff style such sugar suit sure sweet swim table take tale talk tall tape task taste teach team tear
  tears tell tend tent term test text than that their them then there these they thick thin thing think third this those
  three throw till time tiny tired title today told tone took tool tooth top total touch tough town track trade train trap
  treat tree trial trick tried trip true truck truly trust truth turn twice type ugly under unit unless upset used usual
  very view visit voice vote wage wait wake walk wall want warm warn wash waste watch water wave weak wear week well went
  were west what wheel when where which while white whole whom whose wide wife wild will wind wine wing wipe wish with woke
  woman women wood word words work world worry worse worst worth would wound write wrong wrote yard year years young your
  yours youth boy girl carry ferry berry brave grace crown drain grain rally sally fairy dairy diary puppy poppy bully hilly
  windy handy candy sandy ready berry manner winners tender gender lender render wander wonder ponder under
`);

// What names fall into when a space stands in them: "a good man" is no Goodman.
const pieces = words(`
  a i an as at be by do go he if in is it me my no of on or so to up us we her him his she who you the and for are was has had not but
  all any can may one two our out man men son sons day new old own bad big way
`);

/** Whether a word is an ordinary one too, so that it is a name only where it is written with a capital letter. */
export function isOrdinary(word: string): boolean {
  return word.length < 3 || namesToo.has(word) || shortWords.has(word);
}

/** Whether a small word is so usual that it is no other word which was spelled wrong. */
export function isUsual(word: string): boolean {
  return usual.has(word) || shortWords.has(word) || pieces.has(word);
}
