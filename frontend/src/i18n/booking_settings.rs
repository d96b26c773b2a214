//! The words of the rules by which clients book.

super::texts! {
    title: "Buchungsregeln", "Booking rules";
    lead: "Sie gelten für alles, was Klient:innen im Portal selbst buchen.",
        "They hold for everything that clients book at the portal themselves.";
    lead_hours: "Vorlauf in Stunden", "Lead time in hours";
    horizon_days: "Buchbar im Voraus, in Tagen", "Bookable ahead, in days";
    reservation_minutes: "Reservierung in Minuten", "Reservation in minutes";
    notice_hours: "Absagen bis, in Stunden vorher", "Cancelling until, in hours before";
    max_open_bookings: "Offene Termine je Klient:in", "Open appointments per client";
    reminder_hours: "Erinnerung in Stunden vorher", "Reminder in hours before";
    video_lead_minutes: "Videochat öffnen, in Minuten vorher", "Opening video calls, in minutes before";
    lead_hours_hint: "So lange vorher muss gebucht sein. 0 bis 336.",
        "By so long before it has to be booked. 0 to 336.";
    horizon_days_hint: "Heute ist der erste Tag. 1 bis 366.", "Today is the first day. 1 to 366.";
    reservation_minutes_hint: "So lange ist ein Termin frei gehalten, während jemand das Formular ausfüllt. 5 bis 60.",
        "For so long an appointment is held while somebody fills in the form. 5 to 60.";
    notice_hours_hint: "Bis dahin sagen Klient:innen selbst ab. 0 bis 336.",
        "Until then clients cancel themselves. 0 to 336.";
    max_open_bookings_hint: "Mehr kann niemand gleichzeitig gebucht haben. 1 bis 50.",
        "Nobody can have more of them booked at once. 1 to 50.";
    reminder_hours_hint: "0 heißt: keine Erinnerung. Höchstens 168.", "0 means no reminder. 168 at most.";
    video_lead_minutes_hint: "Früher kommt niemand hinein, auch nicht über einen Link. 0 bis 120.",
        "Nobody gets in earlier, by a link neither. 0 to 120.";
    lead_hours_bounds: "Geben Sie eine Zahl von 0 bis 336 an.", "Enter a number from 0 to 336.";
    horizon_days_bounds: "Geben Sie eine Zahl von 1 bis 366 an.", "Enter a number from 1 to 366.";
    reservation_minutes_bounds: "Geben Sie eine Zahl von 5 bis 60 an.", "Enter a number from 5 to 60.";
    max_open_bookings_bounds: "Geben Sie eine Zahl von 1 bis 50 an.", "Enter a number from 1 to 50.";
    reminder_hours_bounds: "Geben Sie eine Zahl von 0 bis 168 an.", "Enter a number from 0 to 168.";
    video_lead_minutes_bounds: "Geben Sie eine Zahl von 0 bis 120 an.", "Enter a number from 0 to 120.";
}

/// What a number means.
pub fn hint(name: &str) -> &'static str {
    match name {
        "lead_hours" => t().lead_hours_hint,
        "horizon_days" => t().horizon_days_hint,
        "reservation_minutes" => t().reservation_minutes_hint,
        "notice_hours" => t().notice_hours_hint,
        "max_open_bookings" => t().max_open_bookings_hint,
        "video_lead_minutes" => t().video_lead_minutes_hint,
        _ => t().reminder_hours_hint,
    }
}

/// Between what it has to be.
pub fn bounds(name: &str) -> &'static str {
    match name {
        "horizon_days" => t().horizon_days_bounds,
        "reservation_minutes" => t().reservation_minutes_bounds,
        "max_open_bookings" => t().max_open_bookings_bounds,
        "reminder_hours" => t().reminder_hours_bounds,
        "video_lead_minutes" => t().video_lead_minutes_bounds,
        _ => t().lead_hours_bounds,
    }
}
