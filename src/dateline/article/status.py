"""What a page is: an article, or less than one. Honest: what walls print is never an article's text."""

from __future__ import annotations

import re

from dateline.article.body import Decision
from dateline.article.metadata import Metadata
from dateline.article.tree import Tree
from dateline.model import Status

_WALL_NAMES = re.compile(r"paywall|pay-wall|pw-wall|meter(?:ed)?-?wall|regwall|reg-wall|subscriber-?only|premium-?wall|piano-(?:offer|wall)"
                         r"|tp-container|paid-content|subscription-?wall|subscribe-?wall|locked-content|content-gate|gateway-content")
_WALL_WORDS = re.compile(
    r"subscri(?:be|ption)s? (?:now )?to (?:continue|read|keep reading|unlock)|(?:to )?continue reading[,.:]? (?:subscribe|log ?in|sign ?in|register|with)"
    r"|(?:already a|for) subscribers?(?: only)?\b|subscribers only|become a (?:subscriber|member) to|read the full (?:story|article) (?:with|by)"
    r"|this (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:subscribers|members)|unlock this (?:article|story)"
    r"|jetzt (?:weiterlesen|abonnieren|testen)|weiterlesen mit|mit .{1,20}plus weiterlesen|nur für abonnenten|exklusiv für abonnenten|diesen artikel (?:weiterlesen|freischalten)"
    r"|(?:article|contenu) (?:est )?réservé aux abonnés|réservé à nos abonnés|abonnez-vous pour|pour lire la suite|suscríbete para|para suscriptores|sólo suscriptores"
    r"|contenuto riservato agli abbonati|abbonati per|para assinantes|assine para|alleen voor abonnees|только для подписчиков|оформите подписку|会員限定|この記事は有料|订阅后阅读",
    re.IGNORECASE)
_CONSENT_NAMES = re.compile(r"consent|cookie|gdpr|privacy-?(?:wall|gate|manager)|cmp-?(?:container|wrapper|box|root)|onetrust|didomi|sp_message|truste|usercentrics")
_CONSENT_WORDS = re.compile(
    r"cookie|consent|gdpr|privacy|datenschutz|einwilligung|zustimm|akzeptier|tracking|partner|confidentialité|accepte|privacidad|acepta|privacybeleid|toestemming"
    r"|samtycke|ciasteczk|prywatno|согласи|конфиденциальн|同意|隐私", re.IGNORECASE)
_SCRIPT_WORDS = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without|aktivieren|activ(?:er|ez|ar?)|habilit\w+|ingeschakeld|включите|有効)[^.]{0,40}java ?script|java ?script[^.]{0,60}(?:enable|disabled|required|aktivier|activ|turned off|habilit|désactivé|включ|отключ|有効)",
    re.IGNORECASE)
_LIVE_NAMES = re.compile(r"live-?blog|liveblog|live-?ticker|liveticker|live-(?:post|entry|update|feed)|post--live")
_LIVE_ENTRIES = 3
_STUB = 200  # printed characters below which a text is a stub; ideographs count three
_FRONT_LINKS = 25  # linked segments of a page that is a list


class Look:
    """What the markup and the words of a page show of walls; one look, many questions."""

    def __init__(self, tree: Tree | None, decisions: list[Decision]) -> None:
        self.paywall = self.consent = False
        self.consent_share = 0.0
        self.live = 0
        self.scripts = 0
        self.asks_for_scripts = False
        self.links = 0
        self._look_at_elements(tree)
        self._look_at_words(decisions)

    def _look_at_elements(self, tree: Tree | None) -> None:
        for element in tree.elements if tree is not None else ():
            if element.tag == "script":
                self.scripts += 1
            if element.tag not in ("div", "section", "article", "aside", "main", "body", "ul", "li", "ol", "form", "dialog"):
                continue
            attributes = element.attributes
            if not attributes:
                continue
            names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
            if len(names) < 4:
                continue
            if _WALL_NAMES.search(names) and element.end > element.start:
                self.paywall = True
            if _LIVE_NAMES.search(names):
                self.live += 1

    def _look_at_words(self, decisions: list[Decision]) -> None:
        total = consent = 0
        for decision in decisions:
            segment = decision.segment
            if segment.unseen == "head of the page":
                continue
            text = segment.text[:1_000]
            if _SCRIPT_WORDS.search(text):
                self.asks_for_scripts = True
            if segment.unseen:
                continue
            total += len(segment.text)
            if segment.links > 0.8 * len(segment.text):
                self.links += 1
            if _CONSENT_WORDS.search(text):
                consent += len(segment.text)
        self.consent_share = consent / total if total else 0.0


def wall_words(text: str) -> bool:
    """Return whether a line asks to subscribe before reading on."""
    return len(text) < 600 and _WALL_WORDS.search(text) is not None


def status_of(text: str, tree: Tree | None, decisions: list[Decision], metadata: Metadata) -> Status:
    """Return what the page is, given the body's text that was read from it."""
    look = Look(tree, decisions)
    amount = weight(text)
    asks = any(not one.keep and not one.segment.unseen and wall_words(one.segment.text) for one in decisions)
    if "liveblogposting" in {kind.lower() for kind in metadata.types} or look.live >= _LIVE_ENTRIES:
        if amount >= _STUB:
            return "live"
    if amount < 3 * _STUB and look.consent_share > 0.5:
        return "consent"
    if metadata.free is False and (asks or look.paywall or amount < 10 * _STUB):
        return "paywall"
    if asks and look.paywall and amount < 10 * _STUB:
        return "paywall"
    if asks and amount < 4 * _STUB:
        return "paywall"
    if amount < _STUB and (look.asks_for_scripts or (tree is not None and look.scripts >= 1 and _printed(decisions) < _STUB)):
        return "script-only"
    if not amount:
        return "not-article"
    if amount < _STUB:
        return "not-article" if look.links >= _FRONT_LINKS and not _is_article(metadata) else "stub"
    if look.links >= _FRONT_LINKS and amount < 3 * _STUB and not _is_article(metadata) and not metadata.headline:
        return "not-article"
    return "ok"


def _is_article(metadata: Metadata) -> bool:
    return any("article" in kind.lower() or "posting" in kind.lower() for kind in metadata.types)


def _printed(decisions: list[Decision]) -> int:
    return sum(len(one.segment.text) for one in decisions if not one.segment.unseen)


def weight(text: str) -> int:
    """Return how much a text says, in printed characters of an alphabet; an ideograph counts three."""
    wide = sum("\u3040" <= one <= "\u9fff" or "\uac00" <= one <= "\ud7a3" for one in text[:2_000])
    return len(text) + 2 * wide
