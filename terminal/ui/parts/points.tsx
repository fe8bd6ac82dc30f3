/** What the wallet does, in a few lines: a few words each, and a sentence. */

export function Points({
  points,
}: {
  readonly points: readonly (readonly [title: string, text: string])[];
}) {
  return (
    <ul class="points">
      {points.map(([title, text]) => (
        <li key={title}>
          <strong>{title}</strong>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
