// The one thing a page without scripts cannot do: open the print dialog.

const button = document.getElementById("print");
button.hidden = !window.print;
button.onclick = () => window.print();
