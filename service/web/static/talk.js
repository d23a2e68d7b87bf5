// An answer in the interview is sent without leaving the page: what was heard stands there before a model has worded
// the next question, and that question comes word by word. Without this script the form does the same in one piece.
const shown = () => document.getElementById("main");

// What is typed until the page is exchanged stays where it is asked for: it belongs to the question that stands there.
async function refresh(sent) {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  if (!answer.ok || !fresh) throw new Error(String(answer.status));
  const scrolled = document.getElementById("beside")?.scrollTop ?? 0;
  const typed = document.getElementById("text")?.value ?? "";
  shown().replaceChildren(...document.importNode(fresh, true).childNodes);
  const field = document.getElementById("text");
  if (field && typed && typed !== sent) field.value = typed;
  follow(scrolled);
}

// The packet beside the talk shows the section that is asked about.
function follow(scrolled) {
  const beside = document.getElementById("beside");
  if (!beside) return;
  beside.scrollTop = scrolled;
  const about = beside.querySelector(".asked-about");
  if (!about) return;
  const top = about.offsetTop - beside.offsetTop;
  if (top < beside.scrollTop || top + about.offsetHeight > beside.scrollTop + beside.clientHeight) beside.scrollTop = top;
}

async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    held += value.replaceAll("\r\n", "\n");
    let end = held.indexOf("\n\n");
    while (end >= 0) {
      const lines = held.slice(0, end).split("\n");
      held = held.slice(end + 2);
      const of = (field) => lines.filter((line) => line.startsWith(`${field}: `)).map((line) => line.slice(field.length + 2));
      yield { name: of("event")[0], data: JSON.parse(of("data").join("\n") || "null") };
      end = held.indexOf("\n\n");
    }
  }
}

async function said(form, text) {
  const sent = form.elements.text.value;
  const answer = await fetch(`/v1${form.getAttribute("action")}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ text, version: Number(form.elements.version.value) }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  let words = "";
  for await (const event of events(answer.body)) {
    if (event.name === "heard") await refresh(sent);
    if (event.name === "token") {
      words += event.data.text;
      const question = document.querySelector("form.question label");
      if (question) question.textContent = words;
    }
  }
  await refresh(sent);
  document.getElementById("text")?.focus();
}

document.addEventListener("submit", (submitted) => {
  const form = submitted.target;
  if (!form.matches("form.question") || form.dataset.plain) return;
  const text = submitted.submitter?.value || form.elements.text.value.trim();
  if (!text) return; // the page itself says what is missing
  submitted.preventDefault();
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  said(form, text).catch(() => {
    // Whatever went wrong is told by the page, with what was typed still in it.
    const here = document.querySelector("form.question");
    if (!here || here !== form) {
      location.reload();
      return;
    }
    for (const button of form.querySelectorAll("button")) button.disabled = false;
    form.dataset.plain = "yes";
    form.requestSubmit(submitted.submitter ?? undefined);
  });
});

follow(0);
