// The checkout page's script: carries the receipt to the shop and goes on to the order. Losing it is harmless:
// the shop's own poller finds the payment too.

const checkout = document.querySelector("warifu-checkout");
const status = document.querySelector("#order-status");
const TRIES_MAX = 5;

checkout.addEventListener("warifu-settled", ({ receipt }) => bring(receipt));

async function bring(receipt) {
  say(status.dataset.writing);
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    const order = await post(receipt).catch(() => undefined);
    if (order) {
      location.assign(`/orders/${order}`);
      return;
    }
    say(status.dataset.stillWriting);
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
  }
  location.assign("/orders");
}

async function post(receipt) {
  const response = await fetch("/receipts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ receipt }),
  });
  return response.ok ? (await response.json()).order : undefined;
}

function say(text) {
  status.textContent = text;
  status.hidden = false;
}
