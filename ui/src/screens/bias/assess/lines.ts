// The questions of a result as they are walked through.

import type {
  BiasDomain,
  BiasGivenAnswer,
  BiasJudgedItem,
  BiasQuestion,
  BiasQuestionState,
  BiasResultView,
} from "../../../host/contract";

/** A question with how it stands. */
export interface Line {
  domain: BiasDomain;
  question: BiasQuestion;
  state: BiasQuestionState;
  given: BiasGivenAnswer | null;
}

/** Every question in the order of the form. */
export function questionsOf(view: BiasResultView | null): Line[] {
  if (view === null) return [];
  return view.form.domains.flatMap((domain) =>
    domain.questions.map((question) => ({
      domain,
      question,
      state: view.questions.find(({ id }) => id === question.id) ?? { id: question.id, asked: "yes", when: "", help: "" },
      given: view.assessment.answers.find((one) => one.question === question.id) ?? null,
    })),
  );
}

/** The next question that is asked and has no answer, after one of them and then from the beginning. */
export function nextOpen(lines: readonly Line[], after: string | null): string | null {
  const at = lines.findIndex(({ question }) => question.id === after);
  const order = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
  return order.find(({ state, given }) => state.asked === "yes" && given === null)?.question.id ?? null;
}

/** How many of the questions that are asked have an answer. */
export function answered(lines: readonly Line[]): { asked: number; answered: number } {
  const asked = lines.filter(({ state }) => state.asked === "yes");
  return { asked: asked.length, answered: asked.filter(({ given }) => given !== null).length };
}

/** What is judged of a domain: its risk of bias, and its applicability where the tool has that. */
export function judgedOf({ judged }: BiasResultView, domain: string): BiasJudgedItem[] {
  const own = ({ id }: BiasJudgedItem) => id === domain || id === `${domain} applicability`;
  return [...judged.domains.filter(own), ...judged.applicability.filter(own)];
}
