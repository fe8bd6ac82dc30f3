/** For who has an account already: link this browser to another one, or the way to his recovery words. Folded away. */

import { useState } from "preact/hooks";
import type { Words } from "../words/types/words.ts";
import { TextButton } from "./button.tsx";

interface Props {
  readonly words: Words["onboarding"];
  readonly link: () => void;
  readonly recover: () => void;
}

export function HaveAccount({ words, link, recover }: Props) {
  const [open, setOpen] = useState(false);
  if (!open) return <TextButton press={() => setOpen(true)}>{words.haveAccount}</TextButton>;
  return (
    <>
      <TextButton press={link}>{words.link}</TextButton>
      <TextButton press={recover}>{words.recover}</TextButton>
    </>
  );
}
