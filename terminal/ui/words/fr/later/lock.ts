/** French: the lock, and what stands there while it is closed. */

import { pluralsOf } from "../../count.ts";
import type { LockRoom } from "../../types/later/lock.ts";

const plural = pluralsOf("fr");

export const lock: LockRoom = {
  lock: {
    title: "Verrou",
    lead: "Verrouillé, le portefeuille ne montre rien de votre compte et ne paie rien, même dans un budget.",
    honest:
      "Il arrête qui s’assoit devant votre ordinateur ouvert. Qui peut lire le disque peut lire vos commandes : pour cela, chiffrez le disque.",
    withCode: "Avec un code",
    code: "Code pour ce navigateur, six caractères ou plus",
    again: "Le même code encore une fois",
    setCode: "Choisir ce code",
    faults: { short: "Six caractères au moins.", differs: "Les deux ne sont pas identiques." },
    withPasskey: "Avec votre clé d’accès",
    withPasskeyText: "La clé d’accès qui confirme vos paiements ouvre aussi le portefeuille.",
    usePasskey: "Verrouiller avec la clé d’accès seule",
    now: "Verrouiller maintenant",
    after: "Verrouiller après cette durée sans utilisation",
    minutes: (minutes) =>
      minutes.value === 60
        ? "1 heure"
        : plural(minutes, {
            one: `${minutes} minute`,
            many: `${minutes} minutes`,
            other: `${minutes} minutes`,
          }),
    never: "Pas tout seul",
    start: "Il est verrouillé à chaque démarrage du navigateur.",
    opens: "Ce qui l’ouvre",
    codeSet: "Un code que seul ce navigateur connaît.",
    passkeyOnly: "Votre clé d’accès.",
    both: "Votre clé d’accès l’ouvre aussi.",
    changeCode: "Changer le code",
    addCode: "Ajouter un code",
    removeCode: "Supprimer le code",
    offTitle: "Sans verrou",
    off: "Désactiver le verrou",
  },
  locked: {
    title: "Verrouillé",
    lead: "Déverrouillez pour voir votre compte.",
    waiting: "Une boutique demande quelque chose. Déverrouillez pour voir quoi.",
    underWay: "Un paiement que vous avez confirmé se poursuit tout seul.",
    code: "Code",
    unlock: "Déverrouiller",
    tried: { checking: "Un instant.", wrong: "Ce code est faux." },
    wait: (time) => `Trop de codes faux. Le prochain essai est possible à ${time}.`,
    passkey: "Déverrouiller avec votre clé d’accès",
    forgotten: "Je ne peux pas le déverrouiller",
    anewTitle: "Recommencer dans ce navigateur ?",
    anew: "Ce portefeuille oublie ses commandes, ses reçus, ses réglages et sa clé. Votre compte et son argent restent où ils sont.",
    anewWords: "Votre code de récupération, ou un autre navigateur lié, ramène au compte.",
    anewNoWords:
      "Vous n’avez pas de code de récupération. Sans autre navigateur lié, seule l’entreprise qui tient votre compte peut vous y faire revenir.",
    anewUnderWay: "Un paiement est en cours. Attendez qu’il soit terminé.",
    stay: "Revenir",
    startOver: "Effacer et recommencer",
  },
};
