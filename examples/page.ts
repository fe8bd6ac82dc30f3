/**
 * The shop's page, the same in every example: one article, the script tag, and the few lines that bring the receipt to
 * the shop. Whether those ever run makes no difference to whether the order is paid: the webhook and the poller do too.
 */

export const ARTICLE = { name: "Washi notebook", amount: 1200, currency: "JPY" } as const;

/** @param tag as `checkoutTag` gives it */
export function checkoutPage(tag: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${ARTICLE.name}</title>
${tag}
<h1>${ARTICLE.name}</h1>
<p>¥${ARTICLE.amount}</p>
<warifu-checkout trade-from="/checkout/trade"></warifu-checkout>
<script type="module">
  document.querySelector("warifu-checkout").addEventListener("warifu-settled", async ({ receipt }) => {
    const answer = await fetch("/checkout/receipt", { method: "POST", body: JSON.stringify(receipt) });
    if (answer.ok) location.assign("/thanks");
  });
</script>
`;
}
