/// Comments that people could have written, by language; none of them was used to make the lists of words.
enum LanguageSamples {
  static let english = """
    This made my whole week, thank you so much!
    Can someone tell me the name of the song at 1:24?
    I have been following you since the very beginning
    honestly the best tutorial on this topic
    Why does nobody talk about the ending??
    bro you killed it 🔥🔥
    ok but the lighting in this one is unreal
    first!
    Love it ❤️
    So cute!!
    where did you get that jacket
    I can't stop laughing at his face
    This is complete nonsense and you know it.
    not gonna lie I expected more from this collab
    Shipping took three weeks and the box was crushed
    my grandma would be proud of this soup
    Could you please make a longer version?
    The audio is out of sync, please fix it
    Beautiful as always
    she ate and left no crumbs
    What camera are you using for these shots?
    I tried this recipe and it turned out terrible
    Happy birthday Alice! 🎂
    wow
    LOL
    This aged badly
    Nobody asked for your opinion
    Keep going, you are doing great
    Same here, mine broke after two days
    Who else is watching this at 3am
    Your voice gives me chills every single time
    I disagree with almost every point you made here, but the editing is excellent
    worst customer service I have ever experienced
    Greetings from Canada, hope to see you live soon
    that transition at the end was so smooth
    Stop promoting this scam
    I just bought two of them for my sister
    You deserve way more subscribers
    the way he looked at the camera 😭😭
    This is why we can't have nice things
    im literally sobbing rn
    u look stunning queen
    Great explanation, very clear and easy to follow.
    How long did it take to build that?
    Amazing
    Thanks for sharing!
    It's giving main character energy
    Imagine paying forty dollars for that
    The comments are funnier than the video
    Underrated channel fr
    I was there last summer and the beach was full of trash
    Does anyone know if this works on older phones?
    Not the cat in the background 😂
    We need part two ASAP
    Your dog is adorable
    A true legend, rest in peace
    Disappointed with the new update, everything is slower now
    Loving the new style!
    They should have kept the old logo
    goosebumps
    Nice work!
    I don't think that's how it works
    Been waiting for this all month
    can we get a discount code
    You're so talented, never give up on your dreams
    Hands down the funniest thing I've seen today
    Wish I could afford one of these
    That was painful to watch
    Who's cutting onions in here
    No way this is real
    """
  static let others: KeyValuePairs<String, String> = [
    "de": """
    Das hat mir wirklich den Tag gerettet, vielen Dank!
    Kann mir jemand sagen, wie das Lied am Anfang heißt?
    Warum redet keiner über das Ende?
    Ich folge dir schon seit Jahren und bin immer noch begeistert
    Richtig starkes Video, weiter so!
    Der Versand hat drei Wochen gedauert und alles war kaputt
    Wunderschön 😍
    Das ist doch totaler Quatsch
    Wo hast du die Jacke gekauft?
    Herzlichen Glückwunsch zum Geburtstag
    Meine Oma wäre stolz auf diese Suppe
    Ich kann nicht mehr vor Lachen
    Leider funktioniert das bei mir nicht
    Wann kommt endlich der zweite Teil?
    Schade, ich hatte mehr erwartet
    """,
    "fr": """
    Merci beaucoup, tu as sauvé ma journée !
    Quelqu'un connaît le titre de la chanson au début ?
    Je te suis depuis le début et je suis toujours fan
    Pourquoi personne ne parle de la fin ?
    C'est n'importe quoi cette vidéo
    Trop belle 😍
    La livraison a mis trois semaines et tout était cassé
    Joyeux anniversaire ma chérie
    Où as-tu acheté cette veste ?
    Ma grand-mère serait fière de cette soupe
    J'en peux plus de rire
    Malheureusement ça ne marche pas chez moi
    À quand la deuxième partie ?
    Dommage, je m'attendais à mieux
    Quel talent, continue comme ça
    """,
    "es": """
    Muchas gracias, me alegraste el día
    ¿Alguien sabe cómo se llama la canción del principio?
    Te sigo desde hace años y sigues siendo la mejor
    ¿Por qué nadie habla del final?
    Esto es una tontería
    Qué hermosa 😍
    El envío tardó tres semanas y llegó roto
    Feliz cumpleaños hermano
    Dónde compraste esa chaqueta
    Mi abuela estaría orgullosa de esta sopa
    No puedo parar de reír
    Por desgracia no me funciona
    Para cuándo la segunda parte
    Qué pena, esperaba más
    sos un genio
    """,
    "pt": """
    Muito obrigada, você salvou meu dia
    Alguém sabe o nome da música do começo?
    Te acompanho há anos e continua sendo a melhor
    Por que ninguém fala do final?
    Isso é um absurdo
    Que linda 😍
    A entrega demorou três semanas e chegou tudo quebrado
    Feliz aniversário meu amor
    Onde você comprou essa jaqueta
    Minha avó ficaria orgulhosa dessa sopa
    Não consigo parar de rir
    Infelizmente não funciona aqui
    Quando sai a segunda parte?
    Que pena, esperava mais
    ficou perfeito
    """,
    "it": """
    Grazie mille, mi hai salvato la giornata
    Qualcuno sa come si chiama la canzone all'inizio?
    Ti seguo da anni e sei sempre la migliore
    Perché nessuno parla del finale?
    Che sciocchezza
    Bellissima 😍
    La spedizione ci ha messo tre settimane ed era tutto rotto
    Tanti auguri fratello
    Dove hai comprato quella giacca
    Mia nonna sarebbe orgogliosa di questa zuppa
    Non riesco a smettere di ridere
    Purtroppo da me non funziona
    Quando esce la seconda parte?
    Peccato, mi aspettavo di più
    Siete fortissimi
    """,
    "nl": """
    Heel erg bedankt, je hebt mijn dag gered
    Weet iemand hoe het liedje aan het begin heet?
    Ik volg je al jaren en ben nog steeds fan
    Waarom praat niemand over het einde?
    Dit is echt onzin
    Wat mooi 😍
    De levering duurde drie weken en alles was kapot
    Gefeliciteerd met je verjaardag
    Waar heb je die jas gekocht
    Mijn oma zou trots zijn op deze soep
    Ik kan niet stoppen met lachen
    Helaas werkt het bij mij niet
    Wanneer komt het tweede deel?
    Jammer, ik had meer verwacht
    Knap gedaan hoor
    """,
    "tr": """
    Çok teşekkür ederim, günümü kurtardın
    Baştaki şarkının adını bilen var mı?
    Seni yıllardır takip ediyorum
    Neden kimse sondan bahsetmiyor?
    Bu tam bir saçmalık
    Çok güzel olmuş 😍
    Kargo üç haftada geldi ve her şey kırıktı
    Doğum günün kutlu olsun
    O ceketi nereden aldın
    Anneannem bu çorbayla gurur duyardı
    Gülmekten öldüm
    Maalesef bende çalışmıyor
    İkinci bölüm ne zaman gelecek
    Yazık, daha fazlasını bekliyordum
    cok guzel bir video olmus ellerine saglik
    """,
    "id": """
    Terima kasih banyak, kamu menyelamatkan hariku
    Ada yang tahu judul lagu di awal video?
    Aku sudah ikuti kamu dari dulu
    Kenapa tidak ada yang bahas akhirnya?
    Ini omong kosong
    Cantik banget 😍
    Pengiriman tiga minggu dan semuanya rusak
    Selamat ulang tahun kak
    Beli jaketnya di mana
    Nenekku pasti bangga dengan sup ini
    Ngakak terus nggak bisa berhenti
    Sayangnya di hp saya tidak jalan
    Kapan bagian kedua keluar?
    Kecewa, kirain lebih bagus
    mantap bang lanjutkan
    """,
    "vi": """
    Cảm ơn bạn rất nhiều, bạn đã cứu ngày của tôi
    Ai biết tên bài hát lúc đầu không?
    Mình theo dõi bạn từ lâu rồi
    Sao không ai nói về đoạn kết vậy?
    Thật là vô lý
    Đẹp quá 😍
    Giao hàng mất ba tuần và mọi thứ bị vỡ
    Chúc mừng sinh nhật nhé
    Bạn mua áo khoác đó ở đâu
    Bà tôi sẽ tự hào về món súp này
    Cười không ngừng được
    Tiếc là máy tôi không chạy được
    Khi nào có phần hai?
    Hơi thất vọng
    hay qua ban oi
    """,
    "pl": """
    Bardzo dziękuję, uratowałaś mój dzień
    Czy ktoś wie, jak nazywa się piosenka na początku?
    Obserwuję cię od lat
    Dlaczego nikt nie mówi o zakończeniu?
    To jest kompletna bzdura
    Ale pięknie 😍
    Wysyłka trwała trzy tygodnie i wszystko było zepsute
    Wszystkiego najlepszego z okazji urodzin
    Gdzie kupiłaś tę kurtkę
    Moja babcia byłaby dumna z tej zupy
    Nie mogę przestać się śmiać
    Niestety u mnie nie działa
    Kiedy będzie druga część?
    Szkoda, spodziewałem się więcej
    super robota
    """,
    "other Latin": """
    Tack så mycket, du räddade min dag
    Vet någon vad låten heter?
    Mange tak for hjælpen, det virker nu
    Jeg har fulgt deg i mange år
    Maraming salamat, ang ganda ng video mo
    Sobrang nakakatawa talaga ito
    bhai kya mast video banaya hai
    mujhe yeh gaana bahut pasand aaya
    Mulțumesc frumos, mi-ai salvat ziua
    Când apare partea a doua?
    Moc děkuju, zachránila jsi mi den
    Köszönöm szépen, nagyon jó videó lett
    Hvala puno, odličan video
    Kiitos paljon, tämä oli hieno video
    """,
    "other scripts": """
    Спасибо большое, отличное видео
    شكرا جزيلا على هذا الفيديو
    とても素敵な動画ですね
    非常好看,谢谢分享
    정말 감사합니다 최고예요
    बहुत अच्छा वीडियो है
    ขอบคุณมากค่ะ ชอบมาก
    Ευχαριστώ πολύ, τέλειο βίντεο
    תודה רבה, סרטון מעולה
    Дуже дякую, чудове відео
    খুব সুন্দর ভিডিও
    """,
  ]
}
