/** Settings: what is chosen here stands in the list itself; everything else is one step away. */

import { TextButton } from "../../parts/button.tsx";
import { NavList, NavRow } from "../../parts/nav-list.tsx";
import { Title } from "../../parts/title.tsx";
import { isLanguageChoice, LANGUAGE_NAMES, type LanguageChoice } from "../../words/languages.ts";
import type { ViewProps } from "../screen.ts";
import { type SettingsState, THEMES } from "./state.ts";

export function SettingsView(props: ViewProps<SettingsState>) {
  const { state, texts, acts } = props;
  const { words } = texts;
  const { settings } = words;
  return (
    <section class="settings">
      <p class="back">
        <TextButton press={() => acts.goTo("home")}>{words.back}</TextButton>
      </p>
      <Title>{settings.title}</Title>
      <Look {...props} />
      <NavList heading={settings.paying}>
        <NavRow open={() => acts.goTo("security")}>{words.ways.security}</NavRow>
        <NavRow open={() => acts.goTo("limits")}>{settings.limits}</NavRow>
        <NavRow open={acts.budgets.open}>{words.ways.budgets}</NavRow>
        <NavRow open={() => acts.terminals.show(true)}>{words.home.terminals}</NavRow>
      </NavList>
      <NavList heading={settings.privacy}>
        <NavRow value={state.locks ? settings.on : settings.off} open={() => acts.goTo("lock")}>
          {settings.lock}
        </NavRow>
        <NavRow open={() => acts.goTo("details")}>{words.ways.details}</NavRow>
        <NavRow open={() => acts.goTo("given")}>{words.ways.given}</NavRow>
        <NavRow open={() => acts.goTo("notices")}>{words.ways.notices}</NavRow>
        <NavRow open={() => acts.goTo("export")}>{settings.exporting}</NavRow>
      </NavList>
      <NavList>
        <NavRow open={() => acts.goTo("about")}>{settings.about}</NavRow>
      </NavList>
    </section>
  );
}

function Look({ state, texts, acts }: ViewProps<SettingsState>) {
  const { settings } = texts.words;
  const names: readonly [LanguageChoice, string][] = [
    ["auto", settings.browsers],
    ...(Object.entries(LANGUAGE_NAMES) as [LanguageChoice, string][]),
  ];
  return (
    <div class="look">
      <label class="choice">
        {settings.language}
        <select
          value={state.language}
          onChange={({ currentTarget: { value } }) => {
            if (isLanguageChoice(value)) acts.chooseLanguage(value);
          }}
        >
          {names.map(([language, name]) => (
            <option
              key={language}
              value={language}
              {...(language === "auto" ? {} : { lang: language })}
            >
              {name}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="choice">
        <legend>{settings.theme}</legend>
        <div class="segments">
          {THEMES.map((theme) => (
            <label key={theme}>
              <input
                type="radio"
                name="theme"
                value={theme}
                checked={state.theme === theme}
                onChange={() => acts.settings.chooseTheme(theme)}
              />
              <span>{settings.themes[theme]}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
