// Shows a draft as it comes on: whenever the service tells something new, the page's own words are fetched again.
// Without this script the page reloads itself.
const part = document.getElementById("coming");
const events = new EventSource(part.dataset.events);
let fetching = false;
let again = false;

async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("coming");
    if (!answer.ok || !fresh) {
      location.reload();
      return;
    }
    part.replaceChildren(...document.importNode(fresh, true).childNodes);
  } catch {
    // The service is away for a moment: the next event, or the browser's own try to connect again, tells more.
  } finally {
    fetching = false;
  }
  if (again) {
    again = false;
    refresh();
  }
}

for (const name of ["progress", "section"]) events.addEventListener(name, refresh);
for (const name of ["packet", "error"]) {
  events.addEventListener(name, (event) => {
    // An event of ours carries words; a lost connection does not, and is made again by the browser.
    if (event.data === undefined) return;
    events.close();
    location.reload();
  });
}

setInterval(() => {
  for (const told of part.querySelectorAll("[data-since]")) {
    told.textContent = String(Math.max(0, Math.floor((Date.now() - Date.parse(told.dataset.since)) / 1000)));
  }
}, 1000);
