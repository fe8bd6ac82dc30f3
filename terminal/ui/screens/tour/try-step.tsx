/** Where to try it: the demo shop where the system has one; else a picture of what comes up at a shop's press. */

import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Steps } from "../../parts/steps.tsx";
import { TellQuestion } from "../../parts/tell-question.tsx";
import { Title } from "../../parts/title.tsx";
import type { Texts } from "../../words/texts.ts";
import type { ViewProps } from "../screen.ts";
import type { TourState } from "./state.ts";

export function TryStep({
  state: { progress, demoShop, asksToTell },
  texts,
  acts,
}: ViewProps<Extract<TourState, { step: "try" }>>) {
  const { tour, done } = texts.words;
  const finish = () => acts.tour("done");
  return (
    <section class="tour">
      <Steps progress={progress} texts={texts} />
      <Title>{demoShop ? tour.try : tour.look}</Title>
      <p class="lead">{demoShop ? tour.tryText : tour.lookText}</p>
      <Sample texts={texts} />
      <p class="small soft centred">{tour.pinIcon}</p>
      {asksToTell && <TellQuestion words={texts.words.notices} acts={acts.notices} />}
      <footer class="actions">
        {demoShop ? (
          <>
            <a class="action" href={demoShop} target="_blank" rel="noreferrer">
              {tour.openShop}
            </a>
            <TextButton press={finish}>{done}</TextButton>
          </>
        ) : (
          <ActionButton press={finish}>{done}</ActionButton>
        )}
      </footer>
    </section>
  );
}

/** A picture: nothing in it can be pressed, and a screen reader has the text above. */
function Sample({ texts: { words } }: { readonly texts: Texts }) {
  return (
    <div class="sample" aria-hidden="true">
      <div class="who">
        <span class="initial">{[...words.tour.shop][0]}</span>
        <div>
          <p class="shop">{words.tour.shop}</p>
          <p class="origin">✓ shop.example</p>
        </div>
      </div>
      <p class="sample-pay">{words.tour.samplePay}</p>
    </div>
  );
}
