// The page of an order that isn't paid yet: asks the shop now and then, and shows it anew when it is.

const ASK_MS = 2_000;

async function ask() {
  const response = await fetch(`${location.pathname}/status`).catch(() => undefined);
  const state = response?.ok ? (await response.json()).state : "unpaid";
  if (state !== "unpaid") location.reload();
  else setTimeout(ask, ASK_MS);
}

setTimeout(ask, ASK_MS);
