/** The two languages the shop speaks, and which one a browser asks for. */

export type Language = "en" | "ja";

/** @param header Accept-Language; the first language we speak, by weight */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
    return { language: tag.split("-")[0] ?? "", weight: Number(quality ?? 1) };
  });
  const spoken = wanted.filter(({ language, weight }) => isLanguage(language) && weight > 0);
  const best = spoken.sort((a, b) => b.weight - a.weight)[0]?.language;
  return best !== undefined && isLanguage(best) ? best : "en";
}

function isLanguage(text: string): text is Language {
  return text === "en" || text === "ja";
}
