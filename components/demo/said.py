"""What the demo's people write, beside what pretend phones write in a rehearsal."""

from __future__ import annotations

from components.activities.checkin.said import OBSTACLES as HELD_UP
from components.activities.reflection import said

LESSON_WORKED = (
    *said.WORKED,
    'Asking "what would help?" before offering anything.',
    "Two staff from two agencies on the same home visit.",
    "We moved the group to Saturday and twelve fathers came.",
    "A parent leader at the front desk.",
    "Saying out loud that we did not know.",
    "Food first, forms later.",
    "The ten-minute call on the morning of the appointment.",
    "Borrowing the library's van.",
    "Que una mamá explicara el formulario con sus palabras.",
    "Dejar de usar siglas.",
)

LESSON_DID_NOT = (
    *said.DID_NOT,
    "The referral app. Nobody remembered the password.",
    "Meeting at the county office. Families did not come in.",
    "I trained four people and three have left.",
    "We asked for feedback and never told them what changed.",
    "Putting all three partners on one grant.",
    "Our data did not match the other county's.",
    "Unexpected: the quietest family became our best recruiter.",
    "Unexpected: people wanted fewer handouts, not better ones.",
    "Llamar en horas de trabajo.",
    "Hicimos la reunión sin intérprete.",
)

COMMITMENTS = (
    *said.COMMITMENTS,
    "Drive the bus route our families take, once.",
    "Cut one page from the intake form.",
    "Call the housing authority about the waiting list.",
    "Bring one father along next time.",
    "Write down what the last two families told me, in their words.",
    "Sit in on the parent cafe and only listen.",
    "Ask my director for two paid hours for parent leaders.",
    "Send the Spanish handout before the meeting, not after.",
    "Try warm handoffs with the clinic for one month.",
    "Learn five sentences in Mixteco.",
    "Pedirle a mi supervisora una hora para visitar otra agencia.",
    "Invitar a una vecina a la próxima reunión.",
)

HINDRANCES = (
    *HELD_UP,
    "The waiting list grew, so we did intake all month.",
    "I asked, and was told to ask again in the fall.",
    "One of the two families moved away.",
    "We tried, and the room was taken.",
    "My colleague left. I do her work too.",
    "It rained out.",
    "I am still waiting for the translation.",
    "It needs more than one person.",
    "Me dio pena llamar. ¿Alguien me acompaña?",
    "La escuela cambió de directora.",
    "Nos faltó quien cuidara a los niños.",
)

OBSTACLES = (
    *said.OBSTACLES,
    "The clinic is short of nurses.",
    "My calendar. Somebody from this group could call me on Friday.",
    "The road closes when it rains.",
    "I need a yes from two directors.",
    "We have no budget line for it yet.",
    "Que me digan que no.",
)

REPLIES: dict[str, tuple[str, ...]] = {
    **said.BY_QUESTION,
    "learning": (
        *said.BY_QUESTION["learning"],
        "A visit goes better when the family sets the agenda.",
        "Handoffs fail on Fridays. We stopped doing them then.",
        "We use the short form now and nobody misses the long one.",
        'I learned to say "I will find out" and to call back.',
        "Housing is behind half of what we call missed appointments.",
        "Not applying much yet. My office moves slowly.",
        "Que los papás vienen si alguien los invita por su nombre.",
        "We bring one case to staff meeting, as we do here.",
    ),
    "outcomes": (
        *said.BY_QUESTION["outcomes"],
        "The clinic answers the phone when it is one of us.",
        "Shorter waits in our office. I cannot say why.",
        "Three families asked for a home visit by themselves.",
        "Honestly, none I could show my board.",
        "Two counties use the same referral form now.",
        "Mi hija dice que ya no tengo miedo de preguntar.",
        "People here call me with questions between meetings.",
        "More fathers. Still not many.",
    ),
    "momentum": (
        *said.BY_QUESTION["momentum"],
        "Let somebody else facilitate. I would try it once.",
        "Meet in the north as well; the drive costs us people.",
        "Start with what we promised last time.",
        "One thing at a time. We keep adding.",
        "Pay parents for coming. They are the momentum.",
        "Tell us early when the date changes.",
        "Reuniones más cortas y con comida.",
        "A visit to each other's places instead of one meeting a year.",
    ),
    "feedback": (
        *said.BY_QUESTION["feedback"],
        "The clinic asked us how we got twelve fathers into one room.",
        "Two supervisors want their own staff to come.",
        "Parents tell me they heard about us on the bus.",
        "The fund likes the stories. It still asks for a budget line.",
        "Not much. We have not asked the schools yet.",
        "Me dicen que por fin alguien les devolvió la llamada.",
    ),
    "value": (
        *said.BY_QUESTION["value"],
        "I take one thing home every time, and I use it.",
        "Parents decide here. That is why I come.",
        "My agency sees the hours; I see what they save us.",
        "Less than in summer. We talk a lot about funding.",
        "Aquí mi experiencia cuenta como la de los demás.",
        "Hearing that others failed at the same thing.",
    ),
    "shifting": (
        *said.BY_QUESTION["shifting"],
        "From the first door to the house behind it: housing.",
        "Less about forms, more about who decides.",
        "Getting there is solved in town; now the valley.",
        "De atender a las familias a decidir con ellas.",
    ),
    "continue": (
        *said.BY_QUESTION["continue"],
        "How to keep going when the grant ends.",
        "What the other counties do about waiting lists.",
        "How to step back so that parents can lead.",
        "Más sobre cómo hablar de lo que no salió.",
    ),
    "sharing": (
        *said.BY_QUESTION["sharing"],
        "Invite our funders to listen, not to speak.",
        "Two slides each director can use.",
        "Let the charts from today go to the commission.",
        "Tell families first, then agencies.",
        "En la radio comunitaria.",
        "A lunch for supervisors with one story and one number.",
        "I already tell my team every time. That may be enough.",
        "A page for new members: what we tried, what failed.",
    ),
}

ANYTHING = (
    *said.ANY,
    "Seeing the dots move after we talked.",
    "That the room was split, and nobody had to win.",
    "Rooms with windows, please.",
    "The pairs were too short for me.",
    "I would like to see last meeting's promises on the wall.",
    "Hearing a director say that it did not work.",
    "More parents in the room, fewer of us.",
    "The numbers from the south county surprised me.",
    "Passing without explaining. Thank you for that.",
    "Do the ranking before lunch, not after.",
    "Que se pudiera contestar en español en el teléfono.",
    "Ver que no soy la única.",
)
