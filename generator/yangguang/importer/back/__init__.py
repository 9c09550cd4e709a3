"""The workbook goes back to the office: in its own file where that is an .xlsx, or written anew."""
