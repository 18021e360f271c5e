"""Which column of an orders file is the customer, the date, the amount: by the names that shops and ledgers use."""

import re
import unicodedata

from .errors import InputError, listed, shown

# English, German, French and Spanish, as `plain` leaves them: no case, accents, spaces or punctuation.
_NAMES = {
    "customer": """
        customer customerid customerno customernumber custid custno client clientid user userid buyer buyerid
        kunde kunden kundeid kundenid kundennr kundennummer kdnr
        idclient numclient numeroclient codeclient
        cliente clienteid idcliente numcliente numerocliente numerodecliente codigocliente codigodecliente
        """,
    "date": """
        date orderdate orderedat ordertime purchasedate dateofpurchase transactiondate invoicedate createdat day
        datum bestelldatum kaufdatum auftragsdatum rechnungsdatum buchungsdatum
        datecommande datedecommande dateachat datedachat datefacture datedefacture
        fecha fechapedido fechadepedido fechacompra fechadecompra fechafactura fechadefactura
        """,
    "amount": """
        amount orderamount totalamount amountpaid value ordervalue dollarvalue total ordertotal sales revenue turnover
        betrag gesamtbetrag rechnungsbetrag umsatz bestellwert warenwert auftragswert summe
        montant montanttotal montantcommande montantdelacommande chiffredaffaires
        importe importetotal importepedido importedelpedido monto montototal valor ventas
        """,
}
KNOWN = {role: frozenset(names.split()) for role, names in _NAMES.items()}
CURRENCY = re.compile(r"[\s_]+(in[\s_]+)?(eur|usd|gbp|chf|jpy|euro|dollar|[€$£¥])$")


def plain(name):
    """A column name without what does not matter: 'Order Date', 'order_date' and 'ORDERDATE' are one."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = CURRENCY.sub("", re.sub(r"\(.*?\)|\[.*?\]", "", text).strip())
    return "".join(letter for letter in text if letter.isalnum())


def find_columns(header, given, where):
    """Positions of customer, date and amount in a header (list of names).

    given: dict from "customer", "date", "amount" to a column name or None. InputError when a column is missing, or
    more than one could be meant.
    """
    found = {}
    for role, wanted in given.items():
        at = _matches(header, role, wanted)
        if len(at) > 1:
            raise InputError(
                f"{where}: the {role} could be any of the columns {listed(header[i] for i in at)}; "
                f"say which with {role}=, and give each column a name of its own."
            )
        if not at:
            missing = f"no column {shown(wanted)}" if wanted is not None else f"no column that is known as the {role}"
            raise InputError(f"{where}: there is {missing}; name it with {role}=, the columns are {listed(header)}.")
        found[role] = at[0]
    roles = list(found)
    for one in roles:
        for other in roles[: roles.index(one)]:
            if found[one] == found[other]:
                raise InputError(f"{where}: {other} and {one} are both the column {shown(header[found[one]])}.")
    return found


def _matches(header, role, wanted):
    if wanted is None:
        return [i for i, name in enumerate(header) if plain(name) in KNOWN[role]]
    if not isinstance(wanted, str):
        raise InputError(f"{role}= must be the name of a column, but is {shown(wanted)}.")
    exact = [i for i, name in enumerate(header) if name == wanted.strip()]
    return exact or [i for i, name in enumerate(header) if plain(name) == plain(wanted) != ""]
