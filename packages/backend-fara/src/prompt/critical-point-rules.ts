import type { FaraProfile } from "../profiles/fara-profile.ts";

/**
 * Where a model has to stop. Fara-7B can only end the task, and says why in the text before; the later models can ask.
 */
export function criticalPointRules({ actions }: FaraProfile): string {
  return actions.includes("ask_user_question") ? rulesWithQuestion : rulesWithoutQuestion;
}

const rulesWithoutQuestion = [
  "A Critical Point is a step that binds the user or that needs what only the user can give: paying, ordering or booking; entering an account, a password, an address, a phone number or other personal data that the task does not contain; sending an email or message, calling, or speaking to people in the user's name.",
  "Go as far as you can without taking that step. For a purchase, for instance, fill the cart and stop before the order is placed.",
  "When you have come to a Critical Point, call `terminate` and say in the text before it that a Critical Point was reached, and what remains to be done.",
  "Looking things up, comparing, filtering and reading are no Critical Points: go on with those by yourself.",
].join("\n");

const rulesWithQuestion = [
  "A critical point is where you must not go on by yourself. There are three kinds:",
  "1. Something about the user is missing that the step needs, such as a name, an address, an account or a password. Never make it up: ask with `ask_user_question`.",
  "2. The task can be understood in several ways that lead to different results. Ask which one is meant.",
  "3. The step cannot be undone and binds the user, such as an order, a payment, a booking, a message or a deletion, and the task does not allow it in so many words. Being told to fill in and submit a form allows both; being told to fill it in allows only that. Ask before you go on.",
  "In all other cases go on without asking.",
].join("\n");
