import ExternalLink from "@lucide/svelte/icons/external-link";
import FolderOpen from "@lucide/svelte/icons/folder-open";
import LogOut from "@lucide/svelte/icons/log-out";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import SettingsIcon from "@lucide/svelte/icons/settings-2";
import UserPlus from "@lucide/svelte/icons/user-plus";
import { call, host } from "../host/host";
import { path } from "../parts/format";
import type { MenuItem } from "../parts/menu";
import { query } from "../state/query.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { toasts } from "../state/toasts.svelte";

const MOST_RECENT = 5;

const failed = (thrown: unknown) => toasts.fail(thrown);

/** The menu at the title of the review: others that were open lately, and what concerns this one as a whole. */
export class ReviewItems {
  #home = query(() => call("home"));

  get items(): MenuItem[] {
    const here = session.review?.folder;
    const others = (this.#home.data?.recent ?? []).filter((r) => r.present && r.folder !== here).slice(0, MOST_RECENT);
    const items: MenuItem[] = others.map(({ title, folder }) => ({
      kind: "item",
      label: title,
      detail: path(folder),
      run: () => void session.open(folder).then(() => router.go("overview"), failed),
    }));
    if (items.length > 0) items.unshift({ kind: "heading", label: "Switch to" }, ...items.splice(0), { kind: "line" });
    items.push({ kind: "item", label: "All reviews", icon: FolderOpen, action: "go.home", run: () => router.go("home") });
    if (host.canOpenWindows) {
      items.push({
        kind: "item",
        label: "Open another beside this one",
        icon: ExternalLink,
        run: () => void host.openWindow(null).catch(failed),
      });
    }
    items.push(
      { kind: "line" },
      { kind: "item", label: "Audit trail", icon: ScrollText, action: "go.audit", run: () => router.go("audit") },
      { kind: "item", label: "Settings", icon: SettingsIcon, action: "go.settings", run: () => router.go("settings") },
      { kind: "line" },
      {
        kind: "item",
        label: "Close this review",
        icon: LogOut,
        run: () => void session.close().then(() => router.go("home"), failed),
      },
    );
    return items;
  }
}

/** The menu at the name of the reviewer. */
export function reviewerItems(): MenuItem[] {
  const packet = session.packet;
  const people = session.reviewers.filter(({ id }) => packet === null || id === packet.reviewer_id);
  const items = people.map(
    ({ id, name }): MenuItem => ({
      kind: "item",
      label: name,
      checked: session.reviewer?.id === id,
      run: () => void session.sitDown(id).catch(failed),
    }),
  );
  if (packet !== null) return [{ kind: "heading", label: "Whose packet this is" }, ...items];
  return [
    { kind: "heading", label: "Who sits here" },
    ...items,
    { kind: "line" },
    { kind: "item", label: "Add a reviewer …", icon: UserPlus, run: () => (session.asksForReviewer = true) },
  ];
}
