//! The words around the help; its answers are in `frontend/help`.

super::texts! {
    title: "Hilfe", "Help";
    search: "In der Hilfe suchen", "Search the help";
    of_page: "Zu dieser Seite", "On this page";
    admins: "nur Admins", "admins only";
    nothing: "Dazu steht hier nichts", "There is nothing on this here";
    nothing_text: "Suchen Sie nach einem anderen Wort, oder fragen Sie eine Kolleg:in.",
        "Search for another word, or ask a colleague.";
}
