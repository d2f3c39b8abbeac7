// The types of everything that crosses between the screens and the program. Screens import them from here.

import type { Answers, Code as HostCode, Event as HostEvent, Request } from "../bindings";

export type * from "../bindings";

/** The reasons the program gives, and one of our own: nobody answers any more. */
export type FailureCode = HostCode | "unreachable";

/** What the program tells unasked, and one of our own: events may have been missed, fetch anew. */
export type Notification = HostEvent | { kind: "reconnected" };

export type Name = Request["name"];
export type Payload<N extends Name> = Extract<Request, { name: N }>["payload"];
export type Answer<N extends Name> = Answers[N];
