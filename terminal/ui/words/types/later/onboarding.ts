/** The texts of the ways to an account. */

export interface OnboardingRoom {
  readonly onboarding: {
    readonly title: string;
    readonly lead: string;
    readonly points: readonly (readonly [title: string, text: string])[];
    readonly open: string;
    readonly opening: string;
    readonly unreachable: string;
    readonly refused: string;
    readonly demo: string;
    readonly haveCode: string;
    readonly code: string;
    readonly bringCode: string;
    readonly codeInvalid: string;
    readonly haveAccount: string;
    readonly link: string;
    readonly recover: string;
    readonly recoverText: string;
    readonly words: string;
    readonly revokeOthers: string;
    readonly bringWords: string;
    readonly wordsWrong: string;
    readonly linkLapsed: string;
    readonly shopWaits: string;
  };
  readonly permission: {
    readonly title: string;
    readonly text: (host: string) => string;
    readonly only: string;
    readonly allow: string;
  };
}
