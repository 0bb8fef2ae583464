/** The button above a print preview. */

document.getElementById("print")?.addEventListener("click", () => print())
