import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/choice.css";
import "./style/floating.css";
import "./style/table.css";
// First of the modules that do something: it hears what goes wrong while the others load.
import "./shell/log";
import { mount } from "svelte";
import Frame from "./shell/Frame.svelte";
import { jobs } from "./state/jobs.svelte";
import { router } from "./state/router.svelte";
import { reading } from "./state/reading.svelte";
import { session } from "./state/session.svelte";
import { settings } from "./state/settings.svelte";

// Where the program does not answer, the frame says so; the usual settings do until then.
await settings.load().catch(() => undefined);
await session.start();
await jobs.start().catch(() => undefined);
await reading.start();
if (session.review !== null && location.hash === "") router.replace("overview");

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
mount(Frame, { target });
