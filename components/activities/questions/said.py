"""What pretend phones ask, for rehearsals: the first ones are those many care about."""

from __future__ import annotations

ASKED = {
    "en": (
        "When will the new waiting list rules start?",
        "Who can families call when nobody answers at the office?",
        "Will there be childcare at the next meeting?",
        "How were the three counties chosen?",
        "What happens to the program when this grant ends?",
        "Can parents see the numbers before the funder does?",
        "Is there help with the forms in Spanish and Mixteco?",
        "Why do home visits stop after the second birthday?",
        "What did you change after our last survey?",
        "Could the training be on a Saturday?",
        "How do we reach families who never come to meetings?",
        "Who decides which agencies take part?",
        "Will the bus passes be offered again?",
        "May we share today's slides with our teams?",
    ),
    "es": (
        "¿Cuándo empiezan las nuevas reglas de la lista de espera?",
        "¿A quién llaman las familias cuando nadie contesta en la oficina?",
        "¿Habrá cuidado de niños en la próxima reunión?",
        "¿Cómo se escogieron los tres condados?",
        "¿Qué pasa con el programa cuando termine este apoyo?",
        "¿Pueden los padres ver los números antes que quien da los fondos?",
        "¿Hay ayuda con los formularios en español y en mixteco?",
        "¿Por qué terminan las visitas después de los dos años?",
        "¿Qué cambiaron después de nuestra última encuesta?",
        "¿Podría ser la capacitación un sábado?",
        "¿Cómo llegamos a las familias que nunca vienen a las reuniones?",
        "¿Quién decide qué agencias participan?",
        "¿Volverán a ofrecer los pases de autobús?",
        "¿Podemos compartir lo que vimos hoy con nuestros equipos?",
    ),
}
