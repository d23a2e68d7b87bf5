// The packet's page works without this script; with it, what it shows is nearer at hand.

// "Copy as text" puts the text it leads to on the clipboard. Where that cannot be, it stays a link to that text.
const told = document.createElement("p");
told.setAttribute("role", "status");
told.className = "sr";
document.body.append(told);

async function copied(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(String(answer.status));
  await navigator.clipboard.writeText(await answer.text());
}

if (navigator.clipboard) {
  for (const link of document.querySelectorAll("a[data-copy]")) {
    const words = link.textContent;
    link.addEventListener("click", (press) => {
      if (press.ctrlKey || press.metaKey || press.shiftKey || press.altKey) return;
      press.preventDefault();
      copied(link).then(
        () => {
          link.textContent = "Copied";
          told.textContent = `${link.dataset.copy}: copied as text`;
          setTimeout(() => {
            link.textContent = words;
            told.textContent = "";
          }, 2500);
        },
        () => location.assign(link.href),
      );
    });
  }
}

// Pointing at a sentence's mark, or reaching "Evidence" by keyboard, shows what the sentence rests on without opening
// it for good: until the pointer leaves the bullet, the focus leaves, or Escape. A press opens it.
let glimpsed = null;

function glimpse(evidence, sentence) {
  leave();
  glimpsed = evidence;
  evidence.classList.add("glimpse");
  for (const mark of evidence.querySelectorAll("mark")) {
    mark.classList.toggle("other", sentence > 0 && !mark.classList.contains(`of-${sentence}`));
  }
}

function leave() {
  clearTimeout(leave.pending);
  glimpsed?.classList.remove("glimpse");
  glimpsed = null;
}

for (const bullet of document.querySelectorAll(".bullets > li")) {
  const evidence = bullet.querySelector(".evidence");
  bullet.querySelectorAll(".said i").forEach((mark, n) => {
    mark.addEventListener("pointerenter", (pointer) => {
      if (pointer.pointerType !== "mouse") return;
      clearTimeout(leave.pending);
      // From mark to mark of a bullet at once; the first is not shown to a pointer that only passes by.
      if (glimpsed === evidence) glimpse(evidence, n + 1);
      else leave.pending = setTimeout(() => glimpse(evidence, n + 1), 150);
    });
    mark.addEventListener("pointerleave", () => clearTimeout(leave.pending));
    mark.addEventListener("click", () => {
      leave();
      evidence.open = !evidence.open;
    });
  });
  bullet.addEventListener("pointerleave", leave);
  const summary = evidence?.querySelector("summary");
  summary?.addEventListener("focus", () => summary.matches(":focus-visible") && glimpse(evidence, 0));
  summary?.addEventListener("blur", leave);
  evidence?.addEventListener("toggle", leave);
}
document.addEventListener("keydown", (key) => {
  if (key.key === "Escape") leave();
});
