import { AppStrings } from '../platform/strings';
import { links } from '../text/links';
import { HelpTopicId } from '../domain/servers/help-topic-id';

/** A link to more information. */
export interface HelpLink {
  readonly text: string;
  readonly href: string;
}

/** A question and its answer. */
export interface HelpTopic {
  readonly id: HelpTopicId;
  readonly question: string;
  readonly paragraphs: readonly string[];
  readonly links: readonly HelpLink[];
}

/** An answer without its question. */
type Answer = Omit<HelpTopic, 'id' | 'question'>;

/** The question and answer of a topic, in words. */
export function helpTopic(id: HelpTopicId, strings: AppStrings): HelpTopic {
  return { id, question: strings.Help[id].question, ...answers[id](strings) };
}

const answers: Record<HelpTopicId, (strings: AppStrings) => Answer> = {
  whatItDoes: ({ Help: { whatItDoes: words, link } }) => ({
    paragraphs: [words.bound, words.anyNumber, words.optional],
    links: [
      { text: link.automaticActivation, href: links.automaticActivation },
      { text: link.licensing, href: links.licensing },
      { text: link.otherActivation, href: links.otherActivation }
    ]
  }),
  requirements: ({ Help: { requirements: words, link } }) => ({
    paragraphs: [words.intro],
    links: [
      { text: link.activateVms, href: links.activateVms },
      { text: link.updateCluster, href: links.updateCluster }
    ]
  }),
  whereToGetKeys: ({ Help: { whereToGetKeys: words, link } }) => ({
    paragraphs: [words.oem, words.volume, words.retail, words.kms],
    links: [
      { text: link.packagedSoftware, href: links.packagedSoftware },
      { text: link.volumeLicensing, href: links.volumeLicensing },
      { text: link.adminCenter, href: links.adminCenter }
    ]
  }),
  whichKeys: ({ Help: { whichKeys: words, link } }) => ({
    paragraphs: [words.datacenter, words.editions, words.exceptions, words.sameVersion],
    links: [
      { text: link.activateVms, href: links.activateVms },
      { text: link.automaticActivation, href: links.automaticActivation },
      { text: link.licensing, href: links.licensing }
    ]
  }),
  olderGuests: ({ Help: { olderGuests: words, link } }) => ({
    paragraphs: [words.yes, words.ownKey],
    links: [{ text: link.otherActivation, href: links.otherActivation }]
  }),
  newerGuests: ({ Help: { newerGuests: words, link } }) => ({
    paragraphs: [words.needs, words.update],
    links: [{ text: link.activateVms, href: links.activateVms }]
  }),
  solutionKeys: ({ Help: { solutionKeys: words, link } }) => ({
    paragraphs: [words.yes],
    links: [{ text: link.activateVms, href: links.activateVms }]
  }),
  changes: ({ Help: { changes: words, link } }) => ({
    paragraphs: [words.added, words.removed, words.replaced, words.reinstalled, words.overwritten],
    links: [
      { text: link.activateVms, href: links.activateVms },
      { text: link.adminCenter, href: links.adminCenter }
    ]
  }),
  offline: ({ Help: { offline: words, link } }) => ({
    paragraphs: [words.hosts, words.proxy, words.never],
    links: [{ text: link.otherActivation, href: links.otherActivation }]
  }),
  guests: ({ Help: { guests: words, link } }) => ({
    paragraphs: [words.key, words.dataExchange, words.publicKeys],
    links: [{ text: link.avmaKeys, href: links.avmaKeys }]
  }),
  subscription: ({ Help: { subscription: words, link } }) => ({
    paragraphs: [words.what, words.guests, words.sync],
    links: [
      { text: link.activateVms, href: links.activateVms },
      { text: link.billing, href: links.billing },
      { text: link.azurePortal, href: links.azurePortal }
    ]
  }),
  errors: ({ Help: { errors: words, link } }) => ({
    paragraphs: [words.keyDidNotWork, words.olderKeys, words.down, words.update],
    links: [{ text: link.updateCluster, href: links.updateCluster }]
  }),
  typedKeys: ({ Help: { typedKeys: words } }) => ({
    paragraphs: [words.encrypted, words.forgotten],
    links: []
  }),
  twoEntries: strings => ({ paragraphs: [strings.Footer.beside], links: [] })
};
