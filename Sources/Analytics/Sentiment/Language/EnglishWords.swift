extension LanguageWords {
  /// Frequent words of English, and of what is written below posts in English.
  static let english = """
    the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will
    my one all would there their what so up out if about who get which go me when make can like time no just him know take
    people into year your good some could them see other than then now look only come its over think also back after use two
    how our work first well way even new want because any these give day most us is are was were been has had did does am
    being done going got getting made making said says saying went gone came seen saw taken took thought looked looking
    very really much more many too here where why again ever never always still every everything something nothing anything
    someone everyone anyone nobody people person man men woman women girl girls guy guys boy boys kid kids child children
    friend friends family mother father mom mum dad brother sister baby wife husband life world thing things place home house
    love loved loves loving great best better worst worse bad awesome amazing beautiful pretty cute nice cool happy sad funny
    fun hilarious perfect wonderful fantastic excellent incredible brilliant gorgeous stunning lovely sweet fire lit goat
    thank thanks you're i'm it's don't can't that's i've didn't doesn't isn't won't what's there's let's i'll he's she's they're
    please sorry hello hi hey yes yeah yep nope okay sure wow omg lol lmao bro dude man gonna wanna gotta u ur r im dont cant
    thats youre idk tbh ngl imo btw pls plz thx ty haha hahaha fr
    video videos watch watching watched channel subscribe subscribed comment comments post posts posted follow following
    followed share shared content song songs music listen listening sound voice dance dancing singing game games play playing
    played movie show story stories picture photo pic pics look looks page link bio account live stream part series episode
    today tomorrow yesterday tonight week month years days hours minutes morning night school money job phone car dog cat food
    eat eating drink cook cooking recipe need needs needed want wants wanted feel feels feeling felt hope hate hated miss
    missed wish wait waiting try tried trying keep help helped find found learn learned understand believe remember forget tell
    told talk talking hear heard start started stop stopped end turn left right left big small little long short old young
    high low hard easy real true wrong whole same different own next last another each both few such while until before since
    around through off down away without under between against during once maybe actually literally honestly definitely
    absolutely totally seriously exactly probably especially already though enough almost anyway instead together
    work works worked job proud respect support keep congrats congratulations welcome blessed god bless luck talent talented
    underrated deserve deserves speechless crying dying screaming obsessed vibes vibe mood energy hair makeup outfit dress skin
    should shouldn't couldn't wouldn't wasn't aren't haven't hasn't must might may shall cannot those whose whom myself
    yourself himself herself itself themselves ourselves ours theirs hers yours mine he'd she'd we've we're they've i'd you'll
    we'll it'll who's how's where's here's ain't y'all cause cuz till yet upon toward towards along across behind beyond
    ask asked answer question call called name word words read reading write wrote book number line point side head hand eyes
    face heart mind body water air light dark red blue green white black gold color coffee tea break free full open close
    buy bought sell price cost worth pay paid cheap expensive quality product order shipping store shop brand size
    broken waste terrible horrible awful boring annoying stupid ridiculous disgusting trash garbage fake cringe disappointed
    disappointing useless overrated fails failed lost lose win won winner team player season match goal coach
    queen king legend legendary iconic icon goddess hero slay slayed insane crazy wild sick dope savage epic classic elite pure
    class masterpiece artwork artist skill skills skilled creative creativity unique original special magical magic dreamy
    delicious yummy tasty yum juicy spicy crispy fresh recipe kitchen butter cheese bread cake chocolate sugar sauce
    cuteness adorable precious handsome sexy elegant stylish classy fancy fashion shoes shirt pants jacket jeans smile smiling
    laugh laughing laughter cry cried tears scream shaking dead death died killed killing rip peace prayers praying pray
    heaven hell damn dang shit fuck fucking bitch ass sucks suck dumb idiot loser clown joke jokes kidding weird strange creepy
    scary gross nasty ugly lame mid meh ew eww yikes oof sheesh yass yas yay woo boo aww awww hmm ugh huh
    truth lie lies lying liar scam scammer spam bot bots report block blocked banned cancelled drama tea shade hater haters
    jealous envy angry anger mad upset sorry excuse apology apologize blame fault mistake shame ashamed embarrassing
    smart clever genius wise wisdom intelligent knowledge information informative helpful educational interesting boring
    learn lesson tutorial tips trick tricks review honest opinion point topic explain explained explanation example
    history science news politics government country city state american british english language culture
    summer winter spring autumn weather rain snow sun sunny beach ocean mountain sky moon star stars earth animal animals
    puppy kitten bird horse fish pet pets wild garden flower flowers tree trees
    strong strength power powerful fast quick slow speed smooth clean dirty soft heavy deep thick thin sharp bright loud quiet
    voice lyrics album track beat vocals singer band concert tour guitar piano drum bass remix cover version edit edits editing
    camera lens shot shots filter lighting background transition effect effects quality resolution phone screen app update
    store price sale discount code refund delivery delivered package arrived ordered website customer service
    save saved goal scored referee champion champions league football soccer basketball baseball boxing fight fighter race
    driver engine wheels bike truck
    thousand million billion dollars followers subscribers views likes algorithm viral trend trending collab sponsor
    inspired inspiring inspiration inspirational motivation motivated goals dream dreams believe hopeful grateful thankful
    appreciate appreciated blessing relatable wholesome satisfying soothing relaxing calm peaceful emotional touching
    impressive impressed stunning breathtaking outstanding spectacular magnificent phenomenal unbelievable unreal flawless
    marvelous superb terrific glorious majestic mesmerizing hypnotic
    wedding birthday christmas holiday vacation travel trip flight hotel party tonight weekend monday friday sunday
    doctor teacher student students class college university boss worker company business market
    husband boyfriend girlfriend couple cousin uncle aunt grandma grandpa daughter son parents childhood
    """
}
