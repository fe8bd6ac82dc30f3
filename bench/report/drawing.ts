/** What all pictures share, pure: a frame that can be read on light and on dark pages, and texts that stay texts. */

/** By their turn; each is told from its neighbours, also by who doesn't see colours. */
export const COLOURS = ["one", "two", "three"] as const;

const STYLE = `
  .ground { fill: #ffffff; } .text { fill: #1f2328; } .faint { stroke: #d0d7de; } .range { stroke: #1d3557; }
  .one { fill: #4a7c9b; stroke: #4a7c9b; } .two { fill: #b35c1e; stroke: #b35c1e; } .three { fill: #5d7a3a; stroke: #5d7a3a; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; } .text { fill: #e6edf3; } .faint { stroke: #30363d; } .range { stroke: #c9dcec; }
    .one { fill: #5b93b8; stroke: #5b93b8; } .two { fill: #e0884a; stroke: #e0884a; } .three { fill: #8bb35a; stroke: #8bb35a; }
  }`;

export function frame(
  title: string,
  width: number,
  height: number,
  drawn: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${escaped(title)}">
<style>${STYLE}</style>
<rect class="ground" width="${width}" height="${height}"/>
<text class="text" x="16" y="26" font-size="16" font-weight="600">${escaped(title)}</text>
${drawn.join("\n")}
</svg>
`;
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
