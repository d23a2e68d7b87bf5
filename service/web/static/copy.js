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
