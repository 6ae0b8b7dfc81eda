extension LanguageWords {
  static let turkish = """
    ve bir bu da de icin ne o cok daha gibi ben sen biz siz onlar var yok mi mu ama kadar olarak sonra ile en her ki diye olan
    oldu olsun olur olmus degil ya benim senin onun bizim sizin bana sana ona beni seni onu bunu sey seyler hic simdi bugun
    yarin dun gun gece zaman yil hayat dunya insan insanlar kadin adam erkek kiz cocuk cocuklar anne baba kardes abi abla
    arkadas guzel cok iyi kotu harika super mukemmel muhtesem efsane seviyorum sevdim bayildim tesekkurler tesekkur ederim
    helal bravo kral reis hocam kanka canim askim allah razi masallah insallah eline saglik emegine video videolar sarki muzik
    kanal abone takip merhaba selam evet hayir tamam neden nasil nerede kim hangi kac simdi artik bile sadece hep yine tekrar
    hala bence galiba belki gercekten resmen aynen tabi niye yani iste bak bakin gel git geldi gitti yap yapti yapmis yapiyor
    diyor dedi gordum izledim izliyorum bekliyorum istiyorum biliyorum oluyor olacak eder etti etmek lazim ilk son yeni eski
    buyuk kucuk bana boyle soyle oyle olmaz olabilir gulmekten kalp yeter hadi lutfen
    """
  static let indonesian = """
    yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih kata tahun
    sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para harus namun kita dua satu masih hari
    hanya mengatakan kepada kami setelah melakukan lalu belum lain dia kalau terjadi banyak menurut anda hingga tak baru
    beberapa ketika saja jalan sekitar secara dilakukan sementara tapi sangat hal sehingga seorang bagi besar lagi selama
    aku kamu gue gua lu lo kau kak bang mas mbak pak bu mau gak ga nggak enggak tau tahu banget sekali bagus keren mantap
    cantik ganteng lucu sedih senang suka cinta sayang terima kasih makasih semangat sukses selamat semoga sehat selalu allah
    aamiin alhamdulillah masya lagu video konten musik suara nonton lihat liat coba dong deh sih nih tuh kok kan ya iya jangan
    bikin buat biar pengen ingin punya jadi emang memang udah udh yg dgn utk gimana kenapa siapa apa mana kapan dimana semua
    setiap teman temen anak ibu bapak ayah keluarga rumah kerja makan minum enak mahal murah pagi siang malam besok kemarin
    sekarang nanti waktu hidup dunia hati bener benar betul salah wkwk wkwkwk boleh tengok sahaja cakap macam lah
    """
  static let vietnamese = """
    va la cua co khong cho mot nhung trong duoc cac nguoi voi den nay khi da ra lai se nhu o tu vao nhieu con de thi ve cung
    nam len do hon phai bi anh em toi minh ban chi ong ba chung ho no gi sao ai dau nao the roi rat qua lam di xem nghe noi
    biet thay muon can thich yeu thuong dep hay tot vui buon gioi xinh de thuong cam on chuc mung xin chao ngay dem nam nay
    hom nay mai qua roi luc gio thoi gian cuoc song gia dinh me bo con gai trai ban be bai hat nhac video kenh tuyet voi
    khoc cuoi that su dung sai moi cu lon nho dau tien cuoi cung vi neu nhung ma hoac tai sao bao gio chua luon van deu ca
    tat moi nguoi viec nha truong hoc tien mua ban ngon nhe nha a oi vay ha day kia
    """
  static let polish = """
    i w nie na sie z do to ze a o jak ale po co jest za od tak juz go mi jego jej tylko by byl przez czy przed dla sa ich bylo
    mnie jeszcze bardzo moze kiedy pan pod nawet byc teraz tego jako gdy ja ty on ona my wy oni one ten ta tym tej te tych
    moj moja moje twoj twoja swoj nasz wasz ktory ktora ktore wszystko wszyscy nic cos ktos nikt zawsze nigdy dzis dzisiaj
    jutro wczoraj dzien rok lat czas zycie swiat ludzie czlowiek kobieta dziewczyna chlopak dziecko dzieci mama tata brat
    siostra przyjaciel serce dom dobry dobra dobre dobrze lepszy lepiej najlepszy najlepsza piekny piekna piekne pieknie super
    swietny swietna swietne fajny fajna fajne kocham lubie uwielbiam dziekuje dzieki prosze czesc hej tak nie no wiem wiesz
    mam masz ma mamy macie maja jestem jestes jestesmy bylem bylam bedzie bede chce chcesz musze mozna trzeba robi robic zrobic
    widze widzialem ogladam film filmik filmy piosenka muzyka kanal odcinek subskrybuje pozdrawiam gratulacje brawo szacun
    mega naprawde wlasnie troche wiecej mniej duzo malo nowy nowa nowe pierwszy ostatni duzy maly tutaj tam gdzie dlaczego
    poniewaz bo wiec albo lub oraz bez nad miedzy razem znowu chyba smieszne polecam czekam
    """
  static let filipino = """
    ang ng sa na mga ay at ko mo siya ito yung yun lang po opo ka ako ikaw kami tayo kayo sila niya nila namin natin akin iyo
    hindi wala may mayroon meron pero kasi para kung kapag pag din rin naman pa ba nga talaga sobra grabe ganda gwapo maganda
    galing ang galing idol sana all salamat mahal kita ingat kuya ate nanay tatay anak bata babae lalaki tao kaibigan buhay
    mundo bahay araw gabi bukas kahapon ngayon dito doon diyan ano sino saan kailan bakit paano ilan alam gusto ayaw kailangan
    pwede dapat gawa ginawa sabi nakita nakakatawa nakakaiyak nakaka masaya malungkot mabuti masarap lahat isa dalawa bago
    una huli ulit palagi parang lods pinoy pinay kanta
    """
  static let hindi = """
    hai hain ka ki ke ko se me mein aur nahi nhi kya bhi ye yeh wo woh ho hi to toh kar karo karna kiya raha rahi rahe tha thi
    the mera meri mere tera teri tere aap tum hum main mai mujhe tujhe usko isko apna apni apne bahut bohot accha acha achha
    acche sundar pyar pyara bhai bhaiya didi yaar dost dil zindagi duniya log logo aaj kal abhi kab kahan kaise kyu kyun kyon
    kaun kitna kitni itna itni sab sabse kuch koi har ek do jab tab agar lekin magar par phir fir ab jai shri ram mast zabardast
    kamaal gaana gana bhejo dekho dekha dekhna dekh suno sun bolo bola bol karke wala wali wale gaya gayi gaye liye diya le lo
    de jao aao chalo haa haan na naa ji sahi galat bura sach jhooth
    """
}
