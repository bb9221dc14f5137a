# Every word people read, in Spanish. Read by the tray, the toasts, the window and the technician’s desk.

## Navigation and tray

nav-help = Pedir ayuda
nav-requests = Mis solicitudes
nav-new = { $n ->
        [one] { $n } nueva
       *[other] { $n } nuevas
    }
nav-settings = Ajustes
nav-close = Cerrar
nav-back = Volver
tray-help = Pedir ayuda…
tray-requests = Mis solicitudes
tray-status = Todo funciona bien
tray-off = Sin conexión. Aún puede escribirnos.
# Status line while the keyring does not open
tray-locked = Su llavero está cerrado. Lo que envíe espera aquí.
tray-device = Este equipo: { $name }
tray-settings = Ajustes
tray-quit = Salir de Deskside
tray-tip-idle = Deskside: haga clic para pedir ayuda
tray-tip-attn = { $n ->
        [one] Deskside: { $n } mensaje nuevo sobre sus solicitudes
       *[other] Deskside: { $n } mensajes nuevos sobre sus solicitudes
    }
tray-tip-outage = Deskside: ya sabemos de un problema en su edificio
tray-tip-off = Deskside: sin conexión. Aún puede escribirnos.
tray-tip-locked = Deskside: su llavero está cerrado. Aún puede escribirnos.

## Get help

help-title = ¿Qué pasa, { $name }?
help-sub = Dígalo como se lo diría a un amigo.
help-label = ¿Qué pasa?
help-ph = El proyector enciende, pero se ve azul…
help-chips = O empiece con
chip-print = Impresión
chip-proj = Proyector o TV
chip-wifi = Wi-Fi
chip-sound = Sonido
chip-signin = Entrar
chip-laptop = Portátil
help-shot = Su pantalla a las { $time }
help-shot-edit = Tapar o señalar
help-shot-remove = Quitar
help-shot-taking = Tomando una imagen de su pantalla…
help-shot-removed = No se enviará ninguna imagen.
help-shot-restore = Volver a ponerla
pic-look = Ver la imagen más grande
pic-alt = Su pantalla
pic-own = Su propia imagen
pic-screen-at = Pantalla { $n } a las { $time }
pic-screen = Pantalla { $n }
pic-all = Todas las pantallas
pic-which = ¿Qué pantalla debemos ver?
pic-change = Cambiar
pic-add = Agregar una imagen
pic-choose = Elegir una imagen
pic-paste = También puede pegarla o arrastrarla aquí.
pic-back = Volver a mi pantalla
pic-remove = Quitar la imagen
pic-reading = Preparando su imagen…
pic-unread = No podemos leer esa imagen. Pruebe con otra o envíe solo sus palabras.
pic-refused = Su pantalla no se comparte.
pic-ask = Preguntarme otra vez
help-class = Mi clase está esperando
help-class-sub = Le atenderemos primero.
help-send-what = Qué enviaremos
help-send-sum = { $n ->
        [one] Sus palabras, la imagen y { $n } dato
       *[other] Sus palabras, la imagen y { $n } datos
    }
help-send-sum-words = { $n ->
        [one] Sus palabras y { $n } dato
       *[other] Sus palabras y { $n } datos
    }
help-never = Nunca sus archivos, contraseñas ni los sitios que visita.
help-send = Enviar
help-send-key = Ctrl + Enter
help-send-key-mac = ⌘ Retorno
help-promise-within = Le responderemos en { $hours } horas.
help-promise-usual = Siempre respondemos en { $hours } horas, casi siempre en { $usual }.
help-facts-read = Copiar estos datos
help-facts-copied = Copiado. Puede pegar estos datos donde quiera.
help-facts-select = Puede seleccionar los datos de arriba y copiarlos.
fact-name = Equipo
fact-tag = Etiqueta
fact-os = Sistema
fact-on = Encendido hace
fact-yes = Sí
fact-no = No
fact-unknown = No se sabe: { $why }
fact-days = { $n ->
        [one] { $n } día
       *[other] { $n } días
    }
fact-hours = { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
fact-minutes = { $n ->
        [one] { $n } minuto
       *[other] { $n } minutos
    }
fact-seconds = { $n ->
        [one] { $n } segundo
       *[other] { $n } segundos
    }
fact-user-name = Cuenta
fact-user-full-name = Usted
fact-host-name = Equipo
fact-device-make = Fabricante
fact-device-model = Modelo
fact-device-serial = Número de serie
fact-device-asset-tag = Etiqueta
fact-place-site = Sede
fact-place-building = Edificio
fact-place-room = Salón
fact-os-name = Sistema
fact-os-version = Versión
fact-os-kernel = Núcleo
fact-os-uptime = Encendido hace
fact-clock-zone = Zona horaria
fact-clock-now = Reloj
fact-cpu-model = Procesador
fact-cpu-count = Núcleos
fact-cpu-load-1m = Carga
fact-memory-total = Memoria
fact-memory-used-percent = Memoria en uso
fact-memory-pressure-10s = Espera memoria
fact-disk-total = Disco
fact-disk-free = Espacio libre
fact-battery-charge = Batería
fact-battery-state = La batería está
fact-power-charger = Cargador
fact-display-mode = Pantalla
fact-display-arrangement = Las pantallas están
fact-network-interface = Puerto de red
fact-network-kind = Red
fact-network-addresses = Dirección
fact-network-gateway = Puerta de enlace
fact-network-dns-servers = Servidores DNS
fact-wifi-name = Wi-Fi
fact-wifi-signal = Señal Wi-Fi
fact-check-gateway = Puerta responde
fact-check-dns = DNS responde
fact-check-help-desk = Ayuda responde
fact-printer-default = Impresora
fact-printer-state = La impresora está
fact-audio-output = Sonido sale por
fact-audio-muted = Sin sonido
fact-audio-volume = Volumen
fact-graphics-adapter = Gráficos
fact-agent-version = Deskside
fact-agent-policy-source = Configurado por
fact-of = { $label }, { $of }

## While you type

sim-known = Ya sabemos de este problema
sim-body = { $name } está en ello. Vuelve antes de las { $time }.
sim-metoo = Yo también
sim-other = Mi problema es otro
sim-send = Enviar de todos modos
sim-saved = Guardamos sus palabras
sug-title = Algo que puede probar
sug-lead = { $n ->
    [one] Esto ayudó a una persona este mes.
   *[other] Esto ayudó a { $n } personas este mes.
}
sug-done = Eso lo arregló
sug-glad = Qué bueno que ya funciona
sug-glad-body = Gracias por decirnos. No se envió ninguna solicitud.
sug-skip = Omitir y enviar

## Hide or point

red-title = Tapar o señalar
red-help = Arrastre sobre nombres o notas para taparlos. Nunca vemos lo que hay debajo.
red-tool = Herramienta
red-black = Tapar
red-arrow = Flecha
red-undo = Deshacer
red-redo = Rehacer
red-zoom = Tamaño
red-zoom-in = Acercar
red-zoom-out = Alejar
red-zoom-now = { $n } %
red-stage = Su imagen
red-keys = Teclado: Enter agrega. Las flechas mueven. Mayús y flechas cambian el tamaño. Supr quita.
red-list = Agregado a su imagen
red-item-black = Cuadro negro { $n }
red-item-arrow = Flecha { $n }
red-delete = Quitar { $item }
red-mark = { $item }. Las flechas mueven. Mayús y flechas cambian el tamaño. Supr quita.
red-added = Se agregó: { $item }
red-removed = Se quitó: { $item }
red-trouble-many = No caben más en una imagen.
red-trouble-outside = Eso no cupo en la imagen.
red-trouble-kept = No pudimos guardarlo, así que aún no está en su imagen. Inténtelo de nuevo.
red-done = Listo
red-cancel = Cancelar

## Sending

snd-title = Enviando su solicitud
snd-picture = Sus palabras van primero. Su imagen las sigue.
snd-words = Sus palabras van en camino.
snd-close = Puede cerrar esto y volver a su clase. Seguiremos enviando.
snd-cancel = Detener el envío
snd-back = Volver a la clase
sent-title = Lo tenemos, { $name }.
sent-title-plain = Lo tenemos.
sent-promise = Le responderemos antes del { $time }.
sent-kept = Tenemos su solicitud.
sent-num = Solicitud { $n }
sent-next = Qué sigue
sent-s1 = Una persona la lee
sent-s1p = { $n ->
        [one] Por lo general en { $n } minuto a esta hora
       *[other] Por lo general en { $n } minutos a esta hora
    }
sent-s2 = Le avisaremos aquí mismo
sent-s3 = Le preguntamos si de verdad quedó
sent-s3p = Sigue abierta hasta que usted lo diga
sent-view = Ver mi solicitud
sent-done = Volver a la clase
sent-call = ¿No puede esperar? Llame al { $ext } desde un teléfono de la escuela.
line-now = Ahora, { $time }
att-pending = La imagen va en camino
att-refused = No se pudo enviar esta imagen. Sus palabras sí llegaron.
att-removed = Ya no se guarda
att-save = Guardar
att-save-name = Guardar { $name }
att-saving = Guardando…
att-saved = Guardado en Descargas como { $name }
att-save-failed = No se pudo guardar este archivo. Inténtelo otra vez.
off-title = Guardada. La enviaremos por usted.
off-body = Este equipo no tiene conexión. Su solicitud saldrá sola en cuanto la tenga.
off-short = Guardada: se enviará en cuanto vuelva la conexión
off-facts = Guardada a las { $time } en este equipo
off-try = Intentar ahora
# The person's keyring is locked or missing: what signs her in cannot be read
lock-title = Guardada. Espera su llavero.
lock-body = Su llavero guarda lo que le da entrada, y está cerrado. ¿Un cuadro le pide la contraseña? Escriba la misma con la que entra al equipo. Luego su solicitud sale sola.
# The same for lists
lock-short = Su llavero está cerrado. Si un cuadro le pide la contraseña, escriba la misma con la que entra al equipo.
err-empty = Escriba unas palabras para saber por dónde empezar.
err-empty-hint = Hasta “otra vez la impresora” está bien.
err-srv-title = No se pudo enviar. Es culpa nuestra.
err-srv-body = No se perdió nada. Sus palabras y su imagen están guardadas, y lo intentaremos otra vez a las { $time }.
err-srv-body-soon = No se perdió nada. Sus palabras y su imagen están guardadas, y seguiremos intentando.
err-again = Intentar otra vez
err-code = Si nos llama, esto ayuda: { $code }
err-keep-title = No pudimos guardar su solicitud en este equipo.
err-keep-body = Puede que el disco esté lleno. Sus palabras siguen aquí: intente otra vez o llámenos.

## My requests

req-title = Mis solicitudes
req-loading = Buscando sus solicitudes…
req-needs = Necesita de usted
req-open = En nuestras manos
req-closed = Terminadas
st-saved = Guardada, esperando internet
# Kept here; the keyring does not open
st-locked = Guardada, esperando su llavero
st-stuck = Guardada aquí. No se pudo enviar, y es culpa nuestra.
st-new = Una persona la leerá pronto
st-work = { $name } está en ello
st-work-none = Alguien está en ello
st-reply = { $name } le hizo una pregunta
st-reply-none = Le hicimos una pregunta
st-wait = Esperando una pieza, llega el { $day }
st-wait-none = Esperando una pieza
st-ask = { $name } cree que ya quedó. ¿Es así?
st-ask-none = Creemos que ya quedó. ¿Es así?
st-hand = Ahora con { $dept }: { $name }, { $ext }
st-hand-name = Ahora con { $dept }: { $name }
st-hand-none = Ahora con { $dept }
st-done = Lo resolvió { $name }
st-done-none = Resuelta
st-cancelled = Retirada
st-joined = Se unió a: { $title }
req-unread = Mensaje nuevo
req-older = Ver solicitudes anteriores
req-empty-title = Su lista está vacía
req-empty-body = Cuando pida ayuda, aparecerá aquí con el nombre de la persona que le ayuda.
req-err-title = No podemos cargar su lista ahora
req-err-body = Sus solicitudes están a salvo. Aún puede pedir ayuda.

## Conversation

conv-next = Próximo aviso antes de las { $time }
conv-new = Nuevo
conv-loading = Buscando sus mensajes…
conv-ph = Responder a { $name }
conv-ph-none = Responder
conv-label = Su respuesta
conv-send = Enviar respuesta
conv-me = Usted
conv-waiting = Aún no enviado
conv-ev-read = { $name } la tomó
conv-ev-read-none = Alguien tomó su solicitud
conv-ev-hand = Ahora la tiene { $dept }
conv-ev-fixed = Usted dijo que ya quedó
conv-ev-open = Usted dijo que aún no queda
conv-ev-delay = Dijimos { $was } y necesitamos más tiempo. Nueva hora: { $until }
conv-hand-title = Esto le toca a { $dept }
conv-hand-body = Les enviamos todo lo que nos contó, para que no empiece de nuevo. Seguiremos pendientes hasta que esté listo.
conv-hand-call = Llamar al { $ext }

## Is it fixed?

fix-title = ¿Ya quedó?
fix-did = Qué hizo { $name }
fix-did-none = Qué hicimos
fix-yes = Sí, gracias
fix-no = Todavía no
fix-stays = Sin prisa. Sigue abierta hasta que usted lo diga.
rate-title = ¿Cómo le fue con nosotros?
rate-sub = Un toque. { $name } y el equipo leen cada una.
rate-sub-none = Un toque. El equipo los lee todos.
rate-1 = Mal
rate-2 = Bien
rate-3 = Muy bien
rate-skip = Omitir
rate-thanks = Gracias, { $name }.
rate-thanks-plain = Gracias.
rate-thanks-body = Qué bueno que ya funciona. Si vuelve a fallar, abra esta solicitud y díganos. No empezará de cero.
rate-more = ¿Algo que podamos mejorar?
rate-more-hint = Si prefiere hablar con un jefe, escriba a { $name }.
rate-more-send = Enviar nota
rate-noted = Su nota va en camino al equipo.
no-title = Gracias por decirnos.
no-next = Sentimos que aún no quede. Envíe esto y vuelve directo a { $name }.
no-next-none = Sentimos que aún no quede. Envíe esto y vuelve directo a nosotros.
no-label = ¿Qué sigue pasando?
no-opt = Puede dejarlo en blanco.
no-send = Enviar a { $name }
no-other = Pedir que lo vea otra persona

## Outages

out-major = No funciona
out-deg = Lento o intermitente
out-plan = Trabajo programado
out-res = Ya funciona
out-know = Lo sabemos y { $name } está en ello. Vuelve antes de las { $time }.
out-know-name = Lo sabemos y { $name } está en ello.
out-know-time = Lo sabemos. Vuelve antes de las { $time }.
out-know-none = Lo sabemos y estamos en ello.
out-n = { $n ->
        [one] { $n } persona afectada
       *[other] { $n } personas afectadas
    }
out-upd = Actualizado { $time }
out-metoo = Yo también
out-in-body = Anotado. Le avisaremos cuando vuelva.
out-cal = Agregar a mi calendario
out-cal-open = Está abierto en su calendario. Guárdelo allí.
out-cal-none = Ningún calendario de este equipo lo aceptó.
out-see = Ver avisos
out-stillask = ¿Es otra cosa? Cuéntenos.
out-mean = Mientras tanto
out-res-ask = ¿También le funciona?
out-res-yes = Sí
out-res-no = A mí no
out-res-tell = Díganos qué sigue pasando. Sabremos que es por esto.
out-over = Está tardando más de lo que dijimos. Lo sentimos. Le avisaremos aquí en cuanto sepamos más.
out-since = Falla desde las { $time }
out-since-deg = Desde las { $time }
out-by = Vuelve antes de las { $time }
out-by-deg = Mejor antes de las { $time }
out-was = Falló { $time }
out-back = Volvió { $time }
out-from = Desde { $time }
out-until = Hasta { $time }
out-hist = Avisos

## Notifications

toast-sent = Solicitud enviada
toast-sent-b = Le responderemos antes del { $time }.
toast-work = { $name } está en ello
toast-work-b = “{ $title }”
toast-reply = { $name } tiene una pregunta
toast-reply-b = “{ $text }”
toast-reply-a = Responder
toast-said = { $name } le respondió
toast-fix = ¿Ya quedó?
toast-fix-b = { $name }: “{ $text }”
toast-out-b = Lo sabemos. Vuelve antes de las { $time }.
toast-late = { $title }. Tardará más.
toast-late-b = Nueva hora: { $time }. Perdone la espera.
toast-held = Lo que pasó mientras tanto
toast-held-more = y { $n } más
toast-back-b = Gracias por su paciencia. ¿Aún le falla? Díganos.
toast-hand = Ahora con { $dept }
toast-hand-b = { $name } le ayudará ahora. Llame al { $ext }.
toast-delay = Dijimos { $time }. Necesitamos más tiempo.
toast-delay-b = { $name } le escribirá antes de las { $new }.
toast-queued = De nuevo en línea. Solicitud enviada.

## First run

enr-title = Configurar Deskside en este equipo
enr-sub = Toma un minuto. Solo se hace una vez.
enr-code = Código de la escuela
enr-code-hint = Ocho letras y números, de su equipo de tecnología.
enr-code-err = No conocemos ese código. Revise 0 y O, o 1 e I.
# Where no policy gives the desk's address
enr-line-hint = La línea de su equipo de tecnología, como help.school.org/CRDK-77TL.
enr-code-err-none = Escriba primero el código de la escuela.
enr-address-err = Escriba la dirección antes del código, como help.school.org/CRDK-77TL.
enr-answer-err = Ahí no contesta nadie. Revise la dirección y que este equipo tenga conexión.
enr-desk-err = Esa dirección no es de una mesa de ayuda. Revísela, por favor.
enr-often-err = Demasiados intentos desde aquí. Espere diez minutos, por favor.
enr-keep-err = Este equipo no pudo guardarlo. ¿Está lleno el disco?
enr-connecting = Conectando…
# Name and number of whoever gives out codes
enr-who = { $name }, ext. { $ext }
enr-room = Salón
enr-room-hint = Dónde está este equipo, como B204 o Biblioteca.
enr-next = Conectar
enr-help = ¿Sin código? Pregunte a { $who }.
wel-title = Hola. Aquí estamos.
wel-body = Cuando algo no funcione, haga clic en la campanita junto al reloj. Le responde una persona de { $school }.
# Where the school has no name yet
wel-body-plain = Cuando algo no funcione, haga clic en la campanita junto al reloj. Le responde una persona.
wel-where = Junto al reloj
wel-team = Su equipo de tecnología
wel-try = Mostrarme
wel-done = Entendido

## Settings

set-title = Ajustes
set-device = Este equipo
set-name = Nombre
set-tag = Etiqueta
set-room = Salón
set-wrong = ¿Salón equivocado?
# The words a request about it starts with
set-wrong-say = El salón de este equipo está mal. Está en el salón:{" "}
set-keys = Teclas para pedir ayuda
set-keys-taken = Otro programa usa { $keys }
set-keys-refused = Este equipo no nos dio teclas
set-keys-none = Este escritorio no tiene teclas que dar
set-notes = Avisos en pantalla
set-quiet = Silencio cuando presento
set-quiet-sub = Solo pasan las fallas grandes.
set-look = Apariencia
set-theme = Tema
set-theme-v = Igual que este equipo
set-light = Claro
set-dark = Oscuro
set-lang = Idioma
# A language is named in itself
set-lang-en = English
set-lang-es = Español
set-about = Acerca de
set-who = Quién responde
set-priv = Qué puede ver Deskside
set-priv-when = Nada, hasta que pida ayuda. Entonces toma una imagen de su pantalla, y usted la ve primero.
set-priv-what = Envía sus palabras, esa imagen y los datos de “Qué enviaremos”.
set-manager = Responsable: { $name }
set-ver = Versión
set-conn = Conectado
set-conn-not = Sin conexión
set-open = Deskside es libre y de código abierto.
crash-title = Deskside tuvo que reiniciarse
crash-body = Perdón por eso. Guardamos lo que escribía.
crash-go = Seguir escribiendo
none-title = Deskside aún no está configurado aquí
none-body = Aún puede pedir ayuda por teléfono. Léales el nombre de abajo.

## Tech desk (techs say "ticket")

desk-queue = Cola
desk-mine = Míos
desk-waiting = En espera
desk-confirm = Por confirmar
desk-outages = Fallas
desk-devices = Equipos
desk-notes = Notas
desk-search = Buscar personas, salones, etiquetas
desk-next = Próxima promesa
desk-take = Tomar
desk-reply = Responder
desk-class = Clase esperando
desk-c-what = Qué dijeron
desk-c-who = Persona y salón
desk-c-own = Responsable
desk-c-status = Estado
desk-c-due = Prometimos
desk-look = Se ve mal
desk-fine = Se ve bien
desk-before = Ya visto aquí
desk-ok = Enviar y preguntar “¿Ya quedó?”
desk-send = Enviar respuesta
desk-hand = Pasar
desk-merge = Agregar a una falla
desk-o-title = Avise qué está pasando
desk-o-what = ¿Qué no funciona?
desk-o-what-hint = Use palabras que usaría un maestro.
desk-o-where = ¿Dónde?
desk-o-kind = ¿Qué tan grave es?
desk-o-back = Vuelve antes de
desk-o-next = Próximo aviso
desk-o-mean = ¿Qué pueden hacer mientras tanto?
desk-o-who = Quién está en ello
desk-o-post = { $n ->
        [one] Publicar en { $n } equipo
       *[other] Publicar en { $n } equipos
    }
desk-o-prev = Lo que verán los maestros
desk-post = Publicar una falla
desk-postupd = Publicar aviso
desk-g-first = Esperan una primera respuesta
desk-g-work = En curso
desk-turn = Su turno
desk-firstby = primera respuesta antes de { $time }
desk-read = Fácil de leer, grado { $n }
desk-side = Datos y acciones
desk-o-sim = { $n ->
        [one] { $n } solicitud nueva en 10 minutos menciona { $what }.
       *[other] { $n } solicitudes nuevas en 10 minutos mencionan { $what }.
    }
desk-o-k1 = No se puede usar
desk-o-k2 = Funciona mal
desk-o-k3 = Lo hacemos a propósito
desk-o-join = { $n ->
        [one] { $n } ticket abierto se unirá y recibirá los mismos avisos.
       *[other] { $n } tickets abiertos se unirán y recibirán los mismos avisos.
    }
desk-o-joins = Tickets que suenan a esto
desk-o-check = Antes de publicar
desk-o-c1 = Nombra a una persona
desk-o-c2 = Da una hora
desk-o-c3 = Dice qué sí funciona
desk-empty-title = Todo al día
desk-empty-body = Nadie espera una primera respuesta.
desk-skip = Ir a la página
desk-nav = Mesa de ayuda
desk-out = Salir
desk-first-n = { $n ->
        [one] { $n } espera una primera respuesta.
       *[other] { $n } esperan una primera respuesta.
    }
desk-for-min = { $n } min
desk-for-h = { $n } h
desk-for-hm = { $h } h { $m }
desk-for-d = { $n ->
        [one] { $n } día
       *[other] { $n } días
    }
desk-left = faltan { $time }
desk-late = { $time } de retraso
desk-since = desde { $time }
desk-st-new = Nuevo, { $time }
desk-st-asked = Preguntamos a { $name }
desk-st-fixed = Preguntamos “¿ya quedó?”
desk-st-with = Con { $dept }
desk-st-closed = Terminado
desk-st-cancelled = Retirado
desk-st-unknown = No se sabe
desk-mine-empty = No tiene nada por ahora.
desk-waiting-empty = Ningún ticket está en espera.
desk-confirm-empty = No hemos preguntado “¿Ya quedó?” a nadie.
desk-answered = { $n ->
        [one] { $n } primera respuesta hoy.
       *[other] { $n } primeras respuestas hoy.
    }
desk-answered-in = { $n ->
        [one] Todos tuvieron respuesta en menos de una hora.
       *[other] Todos tuvieron respuesta en menos de { $n } horas.
    }
desk-due-on = Para el { $day }
desk-lately = { $n } tickets de aquí en 30 días
desk-strip = Falla en este momento
desk-strip-who = { $name } está en ello.
desk-strip-n = { $n ->
        [one] { $n } persona afectada.
       *[other] { $n } personas afectadas.
    }
desk-strip-by = Prometieron que vuelve antes de { $time }.
desk-strip-late = Prometieron que volvía antes de { $time }. Ya pasó: publique un aviso.
desk-reply-need = Escriba unas palabras primero.
desk-acts = Qué hacer
desk-yours = Lo tiene usted
desk-hold-due = Para cuándo
desk-taken = Ahora es suyo.
desk-over = Hacerme cargo
desk-number = Ticket { $n }
desk-wait-for = Clase esperando, { $time }
desk-nextby = próxima respuesta antes de { $time }
desk-thread = Lo que se dijo
desk-shot = Pantalla de { $name }
desk-shot-from = Imagen de { $name }: { $file }
desk-file-add = Agregar imagen o archivo
desk-file-chosen = Va con la respuesta
desk-file-added = { $n ->
        [one] { $n } archivo va con la respuesta.
       *[other] { $n } archivos van con la respuesta.
    }
desk-file-remove = Quitar { $name }
desk-file-drop = Suéltelo aquí
desk-file-large = { $name } es muy grande. Un archivo puede tener { $size }.
desk-file-kind = { $name } no puede ir. Use { $kinds }.
desk-file-text = texto simple
desk-file-empty = No hay nada en { $name }.
desk-file-many = Ya es bastante para una respuesta. Envíe { $name } con la siguiente.
desk-file-unread = No se pudo leer { $name }. Elíjalo otra vez.
desk-file-sending = Enviando { $name }
desk-file-there = { $name } ya llegó.
desk-file-pending = { $name } viene en camino.
desk-file-lost = { $name } no llegó hasta aquí.
desk-file-failed = { $name } no se envió. Sus palabras sí.
desk-file-refused = { $name } no fue aceptado. Sus palabras sí llegaron.
desk-shot-open = Abrir la imagen en tamaño completo
desk-shot-pending = Una imagen viene en camino.
desk-shot-refused = Una imagen no llegó hasta aquí.
desk-shot-removed = Aquí había una imagen. Ya no se guarda.
desk-shot-gone = La imagen no se cargó. Ábrala por su nombre: { $name }
desk-ask = Hacer una pregunta
desk-note = Nota solo para la mesa
desk-note-keep = Guardar la nota
desk-note-hint = { $name } nunca ve esto.
desk-note-ph = ¿Qué debe saber quien siga?
desk-sent = Enviado a { $name }.
desk-noted = La nota quedó guardada.
desk-read-mid = Se lee bien, grado { $n }
desk-read-hard = Difícil de leer, grado { $n }. Pruebe frases más cortas.
desk-hand-title = ¿Quién debe tenerlo?
desk-hand-to = Pasar a { $dept }
desk-hand-hint = Le decimos a { $name } quién lo tiene ahora.
desk-hold = Poner en espera
desk-hold-title = ¿Hasta cuándo?
desk-hold-hint = { $name } ve que falta una pieza o una visita, y cuándo llega.
desk-find = Buscar en esta lista
desk-find-n = { $n ->
        [one] { $n } ticket coincide.
       *[other] { $n } tickets coinciden.
    }
desk-find-none = Ningún ticket de esta lista coincide.
desk-find-clear = Mostrar todos
desk-find-only = Mostrar solo
desk-nobody = Nadie lo tiene
desk-missed = Sin respuesta a tiempo
desk-renew = Dar una nueva hora
desk-renew-why = Diga por qué, si quiere
desk-renew-hint = { $name } se entera enseguida de la nueva hora.
desk-renewed = { $name } ya sabe la nueva hora.
desk-hold-off = Quitar la espera
desk-drop = Retirar
desk-drop-title = ¿Retirar este ticket?
desk-drop-hint = Solo para duplicados y equivocaciones. { $name } ve que se retiró.
desk-drop-go = Sí, retirarlo
desk-nevermind = Mejor no
desk-someone = Alguien
desk-ev-taken = { $name } lo tomó
desk-ev-given = { $name } se lo dio a { $to }
desk-ev-hand = { $name } lo pasó a { $dept }
desk-ev-asked = { $name } preguntó “¿Ya quedó?”
desk-ev-confirmed = { $name } dijo que ya quedó
desk-ev-reopened = { $name } dijo que todavía no
desk-ev-hold = { $name } lo puso en espera
desk-ev-joined = { $name } agregó esto a “{ $title }”
desk-ev-left = { $name } sacó esto de la falla
desk-ev-moved = { $name } dio una nueva hora: { $time }
desk-ev-missed = Nadie había respondido, así que el sistema dio una nueva hora: { $time }
desk-ev-unknown = Algo cambió
desk-rated = { $name } lo calificó “{ $score }”
desk-f-net = Red
desk-f-wifi = Señal de Wi-Fi
desk-f-reach = Nos alcanza en
desk-f-space = Espacio libre
desk-f-mem = Memoria
desk-f-cpu = Procesador
desk-f-print = Impresora
desk-f-sound = Sonido
desk-f-power = Batería
desk-f-screens = Pantallas
desk-f-model = Modelo
desk-f-serial = Número de serie
desk-f-cable = Cable
desk-f-air = Wi-Fi
desk-f-muted = En silencio
desk-f-load = { $load } de { $n }
desk-f-all = Todo lo que dijo
desk-f-yes = Sí
desk-f-no = No
desk-f-unknown = No se sabe: { $why }
desk-o-none = No hay nada publicado.
desk-o-none-sub = Cuando algo grande falle, dígalo aquí antes del décimo ticket.
desk-o-now = En este momento
desk-o-soon = Planeado
desk-o-past = Ya pasó
desk-o-starts = Empieza
desk-o-day = { $what }, qué día
desk-o-today = Hoy
desk-o-tomorrow = Mañana
desk-o-all = En todas partes
desk-o-nobody = Nadie todavía
desk-o-post-some = Publicar
desk-o-need = Diga qué no funciona, para que la gente lo reconozca.
desk-o-passed = Esa hora ya pasó.
desk-o-early = Eso es antes de que empiece.
desk-o-posted = Publicado. La gente ya lo ve.
desk-o-saved = Guardado. La gente ya lo ve.
desk-o-update = ¿Qué hay de nuevo?
desk-o-moves = Nueva hora, si cambia
desk-o-over = Ya volvió a la normalidad
desk-o-over-hint = Avisamos a la gente y le preguntamos si a ella también le funciona.
desk-merge-title = ¿Qué falla es?
desk-merge-hint = { $name } se entera de lo que publique ahí, y al final le preguntamos “¿Ya quedó?”.
desk-merge-out = Sacarlo de ahí
desk-merge-left = Vuelve a ser un ticket aparte.
desk-o-tickets = Tickets de esta falla
desk-o-share = { $n ->
        [one] { $n } ticket abierto es de esta falla y recibe el mismo aviso.
       *[other] { $n } tickets abiertos son de esta falla y reciben el mismo aviso.
    }
desk-o-open = Ver o cambiar
desk-o-change = Cambiar lo que dice
desk-o-save = Guardar
desk-o-yes = sí
desk-o-notyet = todavía no
desk-how-new = Escribir una nota
desk-how-change = Cambiar esta nota
desk-how-none = Todavía no hay notas.
desk-how-none-sub = Escriba una vez lo que explica a menudo. Con un clic queda en una respuesta.
desk-how-find = Buscar en las notas
desk-how-find-none = Ninguna nota coincide.
desk-how-title = ¿En qué ayuda?
desk-how-title-hint = Pocas palabras, como las diría un maestro.
desk-how-body = Qué hacer
desk-how-topics = Palabras que usa la gente
desk-how-topics-hint = Sepárelas con comas, por ejemplo: impresora, papel atorado
desk-how-offer = Ofrecerla mientras escriben
desk-how-offer-sub = La ven cuando usan una de estas palabras.
desk-how-offered = Se ofrece a la gente
desk-how-helped = { $n ->
    [one] Ayudó a 1 persona en 30 días.
   *[other] Ayudó a { $n } personas en 30 días.
}
desk-how-by = Último cambio: { $name }, { $time }.
desk-how-save = Guardar la nota
desk-how-saved = La nota quedó guardada.
desk-how-drop = Borrar
desk-how-drop-title = ¿Borrar esta nota?
desk-how-drop-hint = Se borra para todo el equipo.
desk-how-drop-go = Sí, borrarla
desk-how-dropped = La nota ya no está.
desk-how-need-title = Diga en qué ayuda.
desk-how-need-body = Diga qué hacer.
desk-how-need-topics = Agregue una palabra que usa la gente, para que la vea quien la necesita.
desk-how-many-topics = Use 20 palabras cortas como máximo.
desk-how-now = Alguien más la cambió y ahora dice esto. Guarde otra vez para poner la suya en su lugar.
desk-how-insert = Usar “{ $title }”
desk-how-in = La nota está en su respuesta. Cambie lo que quiera y envíela.
desk-find-finished = Tickets terminados
desk-d-find = Buscar etiquetas, nombres, salones
desk-d-find-n = { $n ->
    [one] 1 computadora coincide.
   *[other] { $n } computadoras coinciden.
}
desk-d-find-none = Ninguna computadora coincide.
desk-d-none = Todavía no hay computadoras.
desk-d-seen = Vista por última vez
desk-d-seen-at = Vista por última vez: { $time }
desk-d-agent = Versión de Deskside
desk-d-open = Tickets abiertos
desk-d-tickets = Tickets de esta computadora
desk-d-tickets-none = Nadie ha pedido ayuda desde ella todavía.
desk-d-said = Dijo esto: { $time }, con Deskside { $version }.
desk-d-silent = Todavía no ha dicho más de sí misma.
desk-d-all = Todo sobre esta computadora
desk-key-title = Teclas rápidas
desk-key-on = Usar estas teclas
desk-key-on-sub = Descansan mientras escribe.
desk-key-next = Ticket siguiente
desk-key-previous = Ticket anterior
desk-key-open = Abrir el ticket
desk-key-take = Tomar el ticket
desk-key-search = Buscar
desk-key-queue = Volver a la lista
desk-key-help = Mostrar esta ayuda
desk-key-end = Es el último ticket de esta lista.
desk-key-start = Es el primer ticket de esta lista.
desk-set = Cómo se entera de los tickets
desk-set-nav = Avisos para usted
desk-set-mail = Correo
desk-set-mail-on = El correo funciona. Todo el equipo se entera de los tickets nuevos y de los que nadie respondió a tiempo. Quien tiene un ticket se entera de lo que le responden. Los maestros también reciben las respuestas por correo, si conocemos su dirección.
desk-set-mail-off = No se envía correo. Quien no está mirando esta página no se entera de un ticket nuevo.
desk-set-mail-how = Para activarlo, agregue una sección [mail] a deskside-server.toml y vuelva a iniciar el servidor.
desk-set-mail-waits = { $n ->
        [one] { $n } correo espera. El servidor de correo aún no lo recibe. Seguimos intentando.
       *[other] { $n } correos esperan. El servidor de correo aún no los recibe. Seguimos intentando.
    }
desk-set-mail-lost = { $n ->
        [one] { $n } correo no se pudo enviar esta semana. El registro del servidor dice por qué.
       *[other] { $n } correos no se pudieron enviar esta semana. El registro del servidor dice por qué.
    }
desk-set-browser = Este navegador
desk-set-browser-off = Mientras mira otra cosa, este navegador puede avisarle de los tickets nuevos y de los que nadie respondió a tiempo.
desk-set-browser-go = Avisarme en este navegador
desk-set-browser-on = Este navegador le avisa de los tickets nuevos y de los que nadie respondió a tiempo, mientras esta página esté abierta en una pestaña.
desk-set-browser-stop = No avisarme más
desk-set-browser-blocked = Este navegador no permite los avisos. Permita las notificaciones de esta dirección en sus ajustes.
desk-set-browser-none = Este navegador no puede avisarle aquí. Sí puede donde la dirección empieza con https.
desk-n-new = { $name } pide ayuda
desk-n-missed = { $name } no recibió respuesta a tiempo
desk-n-many = { $n } tickets necesitan a alguien
desk-n-many-sub = Nuevos, o sin respuesta a tiempo
desk-x-reach = No podemos llegar a la mesa de ayuda en este momento.
desk-x-reach-since = Lo que ve es de las { $time }. Seguimos intentando.
desk-x-reach-none = Seguimos intentando.
desk-x-load = Esto no se cargó. Es culpa nuestra.
desk-x-send = Eso no se envió. Sus palabras siguen aquí. Intente otra vez.
desk-x-do = Eso no se hizo. Nada ha cambiado. Intente otra vez.
desk-x-conflict = Alguien cambió esto hace un momento. Mírelo otra vez primero.
desk-x-gone = No hay nada en esta dirección.
desk-x-long = Es demasiado largo. Que tenga menos de 8,000 caracteres.
desk-x-often = Fueron muchos intentos. Espere un minuto e intente otra vez.
desk-in-title = Entrar a la mesa de ayuda
desk-in-name = Nombre de cuenta
desk-in-pass = Contraseña
desk-in-go = Entrar
desk-in-need = Escriba su nombre de cuenta y su contraseña.
desk-in-wrong = Ese nombre y esa contraseña no van juntos. Intente otra vez o pida un enlace nuevo.
desk-in-on = Entre para seguir donde estaba.
desk-w-title = Bienvenido a la mesa de ayuda
desk-w-sub = Elija una contraseña. Con ella entrará de ahora en adelante.
desk-w-pass = Contraseña nueva
desk-w-show = Mostrar
desk-w-rule = Al menos 12 caracteres
desk-w-tip = Cuatro palabras que forman una imagen se recuerdan fácil.
desk-w-go = Guardar contraseña
desk-w-old = Este enlace ya se usó o es muy viejo. Pida uno nuevo.
desk-w-none = Abra el enlace que le dieron. Funciona una vez.

## When the home folder takes no files

# It is read-only, or its disk is full. Line of the menu, and title of a toast that says how to get help by phone
home-title = Esta computadora no puede guardar lo que escriba
home-tip = Deskside: esta computadora no puede guardar lo que escriba. Aún puede llamarnos.

## When there is no window

win-none-title = La ventana no se puede abrir en esta computadora
win-none-call = Todavía puede pedir ayuda: llame al { $ext } desde cualquier teléfono de la escuela. Esta computadora es { $name }.
win-none-plain = Todavía puede pedir ayuda por teléfono. Esta computadora es { $name }.
toast-open = Abrir

## When what was kept on this computer is damaged

damaged-title = Puede faltar algo de lo que escribió
damaged-body = Un archivo de esta computadora se dañó. Lo que se pudo salvar está aquí. Vea Mis solicitudes y escriba otra vez lo que falte.

## Command line

cli-sent = Enviado.
cli-follows = Lo que adjuntó sale después por sí solo.
cli-left = “{ $name }” no pudo ir con la solicitud.
cli-saved-runs = Sale por sí solo en cuanto responda la mesa de ayuda.
cli-saved-rests = Sale la próxima vez que Deskside esté abierto en esta computadora.
cli-stuck = La mesa de ayuda no lo puede recibir así. Queda guardado en esta computadora.
cli-not-kept = Esta computadora no pudo guardar sus palabras, así que no se envió nada.
cli-no-picture = No hay imagen para enviar: { $why }
cli-file-unread = “{ $name }” no se puede leer, así que no se envió nada.
cli-file-large = “{ $name }” pesa más de { $n } MB, así que no se envió nada.
cli-file-many = Con una solicitud pueden ir { $n } archivos como máximo. No se envió nada.
cli-long = Es demasiado largo. Que tenga menos de { $n } caracteres.
cli-connected = Conectado con { $name }
cli-not-connected = Sin conexión con la mesa de ayuda en este momento
cli-waiting = En camino desde esta computadora
cli-opened = Deskside está abierto.
cli-started = Deskside no estaba abierto. Ahora sí.
cli-hung = Deskside está abierto pero no responde. Cerrar la sesión y volver a entrar ayuda.
cli-missing = Deskside no se puede abrir: su programa no está en su lugar.
cli-test = Hay un examen en este equipo, así que los enlaces no abren nada.
cli-forget-runs = Cierre primero Deskside desde su icono. Así no se vuelve a escribir nada.
cli-forget-waits = { $n ->
    [one] Algo suyo no ha llegado a la mesa de ayuda. No se borró nada. Espere, o déjelo con “--unsent”.
   *[other] { $n } cosas suyas no han llegado a la mesa de ayuda. No se borró nada. Espere, o déjelas con “--unsent”.
}
cli-forget-keyring = Su llavero está cerrado, así que no se borró nada. Ábralo e intente otra vez.
cli-forget-left = Esto no se pudo borrar: { $name }
cli-forgotten = Aquí no queda nada suyo. Sus solicitudes siguen en la mesa de ayuda.
cli-keyring = Su llavero está cerrado o falta. Lo que envíe se guarda en esta computadora y sale cuando esté abierto.
cli-no-screen = Aquí no hay pantalla para abrir una ventana. Use “deskside send”.

## Times

time-mon = lun
time-tue = mar
time-wed = mié
time-thu = jue
time-fri = vie
time-sat = sáb
time-sun = dom
time-jan = ene
time-feb = feb
time-mar = mar
time-apr = abr
time-may = may
time-jun = jun
time-jul = jul
time-aug = ago
time-sep = sep
time-oct = oct
time-nov = nov
time-dec = dic
time-date = { $day } { $month }
